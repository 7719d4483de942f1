// The meeting of 2019, held again by everybody who had a part in it, on one server: from the roster of the staff to
// the report. Told in order: each chapter goes on from where the one before it ended.
import { beforeTheMeeting } from './meeting/chapters/beforehand.ts'
import { atTheDoors } from './meeting/chapters/doors.ts'
import { evidenceOfIt } from './meeting/chapters/evidence.ts'
import { inClass } from './meeting/chapters/in-class.ts'
import { everybodyPlaced } from './meeting/chapters/placed.ts'
import { meetingStory } from './meeting/story.ts'

const story = meetingStory()

beforeTheMeeting(story)
everybodyPlaced(story)
atTheDoors(story)
inClass(story)
evidenceOfIt(story)
