import { expect, test } from 'vitest'
import { meetingMark, qrText } from '../src/modules/doors/index.ts'
import { badgeText } from '../src/modules/seating/index.ts'

test('a printed badge says what the doors read', () => {
  const meeting = '01999999-0000-7000-8000-000000000001'
  const code = 'ABCD-EFGH-JKMN'
  expect(badgeText(meeting, code)).toBe(qrText(meetingMark(meeting), code))
  expect(badgeText(meeting, code)).toMatch(/^JK1:[2-9A-Z]{5}:ABCDEFGHJKMN$/)
})
