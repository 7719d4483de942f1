import { expect } from 'vitest'
import type { TestApp } from './app.ts'

/** The text of a page without its marks. */
export const words = async (response: Response | Promise<Response>) =>
  (await (await response).text())
    .replace(/<[^>]+>/g, ' ')
    .replace(/&amp;/g, '&')
    .replace(/&quot;/g, '"')
    .replace(/\s+/g, ' ')

/** What the form of a meeting sends. */
export const facts = {
  nameId: 'Rapat Koordinasi Uji',
  nameEn: 'Test Meeting',
  purposeId: 'Mengevaluasi pemilu',
  purposeEn: 'To evaluate',
  city: 'Jakarta',
  timeZone: 'Asia/Jakarta',
  startsOn: '2019-09-21',
  endsOn: '2019-09-24',
  rosterOn: '2019-09-21',
  answerUntil: '2019-09-15',
  evaluatesElectionId: '',
  preparesElectionId: '',
  source: 'uji',
}

/** Makes meetings the way the national desk does, page by page. */
export function meetingDesk(app: () => TestApp) {
  const national = () => app().as('national', 'id')
  /** A new meeting and the address of its page. */
  async function newMeeting(change: Record<string, string> = {}, unit = '00') {
    const made = await national().post(`/desk/meetings/new?unit=${unit}`, { ...facts, ...change })
    expect(made.status).toBe(303)
    return (made.headers.get('location') ?? '').replace('?done=saved', '')
  }
  const idIn = async (at: string, kind: string) =>
    new RegExp(`/${kind}/([0-9a-f-]{36})`).exec(await (await national().get(at)).text())?.[1] ?? ''
  /** A meeting with a venue, a hotel with rooms, a group with three classes. */
  async function furnished() {
    const at = await newMeeting()
    const post = (under: string, fields: Record<string, string>) => national().post(`${at}/${under}`, fields)
    const ok = async (answer: Promise<Response>) => expect((await answer).status).toBe(303)
    await ok(
      post('venues/new', { name: 'Hotel Melati', address: 'Jalan Satu', 'for-commissioner-all': 'on' }),
    )
    const venue = await idIn(`${at}/venues`, 'venues')
    await ok(post('hotels/new', { venueId: venue, name: 'Hotel Kenanga' }))
    const hotel = await idIn(`${at}/venues`, 'hotels')
    await ok(post(`hotels/${hotel}/rooms`, { lines: '101-103, 2\n201, 1, akses' }))
    await ok(post('groups/new', { code: 'evaluasi', nameId: 'Evaluasi', nameEn: 'Evaluation', round: '1' }))
    const topics = { topicId: 'Sosialisasi', topicEn: 'Outreach', speakers: 'Pembicara Contoh' }
    const classes = { codes: 'A1-A3', venueId: venue, group: 'evaluasi', capacity: '60', room: 'Ruang 1' }
    await ok(post('classes/new', { ...classes, ...topics }))
    const one = await idIn(`${at}/classes`, 'classes')
    return { at, post, venue, hotel, class: one }
  }
  const markIn = async (at: string) =>
    /name="mark" value="([^"]+)"/.exec(await (await national().get(at)).text())?.[1] ?? ''
  const audited = async (action: string) =>
    (await app().services.db.selectFrom('audit_entry').selectAll().where('action', '=', action).execute())
      .length
  return { national, audited, newMeeting, idIn, furnished, markIn }
}
