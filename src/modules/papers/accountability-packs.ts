import { formats } from '../../platform/i18n/formats.ts'
import type { Result } from '../../platform/result.ts'
import { daysFromTo } from './dates.ts'
import { drawList, type List } from './list-sheets.ts'
import { a4, margin, mm } from './measures.ts'
import { footOf, printedFor } from './order.ts'
import type { Press } from './press.ts'
import type { Accounts, Order, Paper, UnitAccount } from './records.ts'
import { drawSigner, signerHeight } from './signer-block.ts'

/** Sessions side by side on one sheet; more go on to the next. */
const sessionsWide = 7
const none = '–'

/**
 * What a unit files to account for having sent its people: a front sheet that says what is there and what is missing,
 * travel days to sign for, attendance session by session to sign for.
 */
export function accountabilityPacks(order: Order, accounts: Accounts): Result<Paper> {
  const used = accounts.units.filter(({ people }) => people.length > 0)
  return printedFor(order, order.t('papers.accounts.title'), used, function* (press) {
    for (const unit of used) {
      yield* drawList(press, frontSheet(order, unit), footOf(order))
      yield* drawList(press, travelSheet(order, unit), footOf(order))
      for (let first = 0; first < unit.sessions.length; first += sessionsWide)
        yield* drawList(press, attendanceSheet(order, unit, first), footOf(order))
    }
  })
}

/** Seats of the unit's people in all sessions, and how many of them were filled. */
function presenceOf({ people }: UnitAccount): { present: number; seats: number } {
  const seats = people.flatMap(({ present }) => present).filter((each) => each !== null)
  return { present: seats.filter(Boolean).length, seats: seats.length }
}

function frontSheet({ t, meeting }: Order, account: UnitAccount): List {
  const format = formats(t.locale)
  const paper = (letter: UnitAccount['mandate']) =>
    letter
      ? t('papers.accounts.numbered', { number: letter.number, day: format.day(letter.on) })
      : t('papers.accounts.missing')
  const told = account.people.filter(({ travel }) => travel !== null).length
  const travel = t('papers.accounts.travelOf', { told, count: account.people.length })
  const half = (a4.width - 2 * margin - mm(20)) / 2
  return {
    title: t('papers.accounts.of', { unit: account.unit }),
    location: null,
    facts: [
      meeting.name,
      `${daysFromTo(t.locale, meeting.from, meeting.until)}, ${meeting.place}`,
      t('papers.count', { count: account.people.length }),
    ],
    table: {
      row: 9,
      columns: [
        { label: t('papers.column.document'), width: 55 },
        { label: t('papers.column.held') },
        { label: t('papers.column.checked'), width: 16 },
      ],
      rows: [
        [t('papers.accounts.invitation'), paper(account.invitation), { tick: true }],
        [t('papers.accounts.mandate'), paper(account.mandate), { tick: true }],
        [t('papers.accounts.travelTold'), travel, { tick: true }],
        [
          t('papers.accounts.attendanceRow'),
          t('papers.accounts.present', presenceOf(account)),
          { tick: true },
        ],
      ],
    },
    closing: {
      height: signerHeight + mm(12),
      draw: (press: Press, y: number) => {
        const place = { y: y + mm(12), width: half, signer: null }
        drawSigner(press, { ...place, x: margin, above: t('papers.accounts.forUnit') })
        drawSigner(press, { ...place, x: margin + half + mm(20), above: t('papers.accounts.forCommittee') })
      },
    },
  }
}

const day = 24 * 60 * 60 * 1000

function travelSheet({ t }: Order, { unit, people }: UnitAccount): List {
  const format = formats(t.locale)
  return {
    title: t('papers.accounts.travel', { unit }),
    location: null,
    facts: [t('papers.count', { count: people.length })],
    table: {
      row: 10,
      columns: [
        { label: t('papers.column.name') },
        { label: t('papers.column.from'), width: 25 },
        { label: t('papers.column.until'), width: 25 },
        { label: t('papers.column.days'), width: 14 },
        { label: t('papers.column.signature'), width: 60 },
      ],
      rows: people.map(({ name, position, travel }, at) => [
        { text: name, below: position },
        travel ? format.day(travel.from, 'short') : none,
        travel ? format.day(travel.until, 'short') : none,
        travel ? `${(Date.parse(travel.until) - Date.parse(travel.from)) / day + 1}` : none,
        { signature: at + 1 },
      ]),
    },
  }
}

function attendanceSheet({ t, meeting }: Order, account: UnitAccount, first: number): List {
  const format = formats(t.locale)
  const shown = account.sessions.slice(first, first + sessionsWide)
  const [yes, no] = [t('papers.accounts.yes'), t('papers.accounts.no')]
  const mark = (present: boolean | null | undefined) => (present == null ? none : present ? yes : no)
  return {
    title: t('papers.accounts.attendance', { unit: account.unit }),
    location: null,
    facts: [
      t('papers.accounts.present', presenceOf(account)),
      t('papers.accounts.legend', { yes, no, none }),
      ...shown.map(({ title, from }, at) =>
        t('papers.accounts.session', {
          number: first + at + 1,
          title,
          at: format.instant(from, meeting.zone),
        }),
      ),
    ],
    table: {
      row: 10,
      columns: [
        { label: t('papers.column.name') },
        ...shown.map((_, at) => ({ label: `${first + at + 1}`, width: 9 })),
        { label: t('papers.column.signature'), width: 56 },
      ],
      rows: account.people.map(({ name, position, present }, at) => [
        { text: name, below: position },
        ...shown.map((_, column) => mark(present[first + column])),
        { signature: at + 1 },
      ]),
    },
  }
}
