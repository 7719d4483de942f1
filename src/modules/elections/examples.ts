import { dayAfter, dayIn } from '../../platform/clock.ts'
import type { SeedContext } from '../../platform/module.ts'
import { deleteExamples, putAreas, putContests, putElections, putStages } from './elections-store.ts'
import type { StageKind } from './tables.ts'

const electionId = 'example-next'
const scope = 'id'
const origin = { source: 'contoh', conf: 'K' as const }

/** Days from voting day to the first and the last day of a stage. */
const calendar: readonly [StageKind, id: string, en: string, from: number, until: number][] = [
  ['registration', 'Pendaftaran calon', 'Registration of candidates', -96, -92],
  ['campaign', 'Kampanye', 'Campaign', -74, -4],
  ['volunteers', 'Relawan Demokrasi bertugas', 'Democracy volunteers in service', -100, 0],
  ['silence', 'Masa tenang', 'Silent period', -3, -1],
  ['voting', 'Pemungutan suara', 'Voting day', 0, 0],
  ['recapitulation', 'Rekapitulasi', 'Recapitulation', 1, 28],
  ['evaluation', 'Evaluasi', 'Evaluation', 120, 123],
]

/** A made-up election 86 days ahead, so that public pages have a next date to show whenever examples are loaded. */
export async function loadExamples({ tx, services }: SeedContext): Promise<void> {
  const votingOn = dayAfter(dayIn('Asia/Jakarta', services.clock.now()), 86)
  await putElections(tx, [
    {
      id: electionId,
      name_id: 'Pemilihan Contoh',
      name_en: 'Example election',
      kind: 'general',
      voting_on: votingOn,
      opens_at: '07:00',
      ...origin,
      example: true,
    },
  ])
  await putAreas(tx, electionId, [scope])
  await putContests(tx, [
    {
      election_id: electionId,
      code: 'example',
      position: 0,
      name_id: 'Pilihan contoh',
      name_en: 'Example contest',
      ...origin,
    },
  ])
  await putStages(
    tx,
    calendar.map(([kind, name_id, name_en, from, until]) => ({
      election_id: electionId,
      id: kind,
      scope,
      kind,
      name_id,
      name_en,
      from_on: dayAfter(votingOn, from),
      until_on: dayAfter(votingOn, until),
      ...origin,
    })),
  )
}

/** Takes the made-up election out again. */
export const removeExamples = ({ tx }: SeedContext): Promise<void> => deleteExamples(tx)
