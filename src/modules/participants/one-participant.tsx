import type { RequestContext } from '../../platform/http/route.ts'
import { type Here, hereIn, listPath, missingPage } from './in-list.tsx'
import { shownName } from './list-words.ts'
import { type Participant, participantById } from './participants-read-model.ts'

/** The pages about one participant. */
export const onePath = `${listPath}/:participant`

/** A page about one participant. */
export interface One extends Here {
  one: Participant
  /** Of the committee of the whole meeting or of the venue. */
  isCommittee: boolean
  /** And the meeting is not closed, so that what stands on the list may change. */
  mayEditOne: boolean
}

/** The participant in the path with what the pages need, or undefined. */
export async function oneIn(c: RequestContext): Promise<One | undefined> {
  const here = await hereIn(c)
  const one =
    here && (await participantById(c.var.services.db, here.meeting, c.req.param('participant') ?? ''))
  if (!here || !one) return undefined
  const isCommittee = here.rights.may('meetings.change', one.venueId)
  return { ...here, one, isCommittee, mayEditOne: isCommittee && here.meeting.state !== 'closed' }
}

/** A page about the participant in the path; 404 where there is none. */
export const aboutOne =
  (handler: (c: RequestContext, here: One) => Promise<Response>) =>
  async (c: RequestContext): Promise<Response> => {
    const here = await oneIn(c)
    return here ? handler(c, here) : missingPage(c)
  }

/** The way down from the list to a page about one participant. */
export const crumbsTo = ({ words, href, one }: One, label: string) => [
  { label: shownName(words, one), href: href(one.id) },
  { label },
]
