import { Readable } from 'node:stream'
import { dayIn } from '../../platform/clock.ts'
import { type ExportTable, exportFormats, exportRows } from '../../platform/export.ts'
import type { RequestContext } from '../../platform/http/route.ts'
import type { Translator } from '../../platform/i18n/catalogue.ts'
import { statusOf } from '../../platform/result.ts'
import { refusalPage } from '../../ui/index.ts'
import { type UnitTree, unitTree } from '../directory/index.ts'
import { type Meeting, meetingName } from '../meetings/index.ts'
import { type Minutes, minutesDocx, minutesPdf } from '../papers/index.ts'
import type { Finding } from './findings-read-model.ts'
import { inLanguage, missingPage } from './here.tsx'
import { classTitle, minutesTaken, sessionTitle, type TakenClass } from './minutes-taken.ts'
import { votesText } from './views/words.tsx'

export const minutesKinds = ['pdf', 'docx', ...exportFormats] as const

/** What was found, proposed and voted, from which unit; who raised it stays on its page. */
const findingText = (t: Translator, tree: UnitTree, finding: Finding) =>
  [
    `${t(`evaluation.kind.${finding.kind}`)}: ${finding.words}`,
    finding.proposal && t('evaluation.proposalAs', { proposal: finding.proposal }),
    votesText(t, finding),
    finding.unitId && (tree.byId(finding.unitId)?.name ?? finding.unitId),
  ]
    .filter(Boolean)
    .join(' · ')

const minutesRecord = (
  t: Translator,
  tree: UnitTree,
  { timeZone }: Meeting,
  taken: readonly TakenClass[],
): Minutes => ({
  classes: taken.map((of) => ({
    title: classTitle(t, of.class),
    sessions: of.sessions.map(({ session, lines, findings }) => ({
      title: sessionTitle(t, session, timeZone),
      lines,
      findings: findings.map((finding) => findingText(t, tree, finding)),
    })),
  })),
})

/** The lines of minutes as a table; findings have a file of their own. */
function minutesTable(
  t: Translator,
  { timeZone }: Meeting,
  { taken, asOf }: { taken: readonly TakenClass[]; asOf: string },
): ExportTable {
  const column = (key: string, type: 'text' | 'day' = 'text') => ({
    key,
    label: t(`evaluation.column.${key as 'class'}`),
    type,
  })
  const rows = taken.flatMap((of) =>
    of.sessions.flatMap(({ session, lines }) =>
      lines.map((line) => ({
        class: of.class.code,
        topic: inLanguage(t.locale, of.class.topicId, of.class.topicEn),
        session: session && inLanguage(t.locale, session.titleId, session.titleEn),
        sessionDay: session && dayIn(timeZone, session.startsAt),
        point: line.point,
        said: line.said,
        decided: line.decided,
        day: dayIn(timeZone, line.writtenAt),
        example: line.example ? t('ui.example.tag') : '',
      })),
    ),
  )
  return {
    title: t('evaluation.minutes'),
    sheet: t('evaluation.minutes'),
    columns: [
      column('class'),
      column('topic'),
      column('session'),
      column('sessionDay', 'day'),
      column('point'),
      column('said'),
      column('decided'),
      column('day', 'day'),
      column('example'),
    ],
    rows,
    notes: [t('evaluation.export.minutesAsOf', { asOf, count: rows.length })],
    notesSheet: t('evaluation.export.notes'),
  }
}

/**
 * `minutes.pdf`, `.docx`, `.xlsx`, `.csv` or `.json` of a meeting or of one class. Refuses to write a paper about
 * nothing; a table may be empty.
 */
export async function minutesFile(c: RequestContext, meeting: Meeting, classId?: string): Promise<Response> {
  const { t, format, services } = c.var
  const name = c.req.param('file') ?? ''
  const kind = minutesKinds.find((one) => name === `minutes.${one}`)
  if (!kind) return missingPage(c)
  const taken = await minutesTaken(services, meeting, classId)
  const at = services.clock.now()
  if (kind !== 'pdf' && kind !== 'docx') {
    const table = minutesTable(t, meeting, { taken, asOf: format.instant(at, meeting.timeZone) })
    return exportRows({ ...table, format: kind })
  }
  const tree = await unitTree(services)
  const order = {
    t,
    meeting: {
      name: meetingName(meeting, t.locale),
      from: meeting.startsOn,
      until: meeting.endsOn,
      place: meeting.city,
      zone: meeting.timeZone,
      organiser: tree.byId(meeting.workUnitId)?.name ?? '',
      example: meeting.example,
    },
    madeAt: at,
  }
  const paper = (kind === 'pdf' ? minutesPdf : minutesDocx)(order, minutesRecord(t, tree, meeting, taken))
  if (!paper.ok) return refusalPage(c, paper.refusal, statusOf(paper.refusal))
  return c.body(Readable.toWeb(paper.value.bytes) as ReadableStream, 200, {
    'content-type': paper.value.contentType,
    'content-disposition': `attachment; filename="${name}"`,
    'cache-control': 'private, no-store',
  })
}

/** Links to those files under an address of minutes. */
export const minutesFileLinks = (under: string) =>
  minutesKinds.map((kind) => ({ href: `${under}/file/minutes.${kind}`, label: kind }))
