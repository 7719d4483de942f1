import { sql } from 'kysely'
import type { SeedContext } from '../../platform/module.ts'
import { nameExampleOwner } from '../accounts/index.ts'
import { stagesOf } from '../elections/index.ts'
import { basesByUnit } from './bases-read-model.ts'
import { type ExampleUnit, exampleProgrammes } from './example-programmes.ts'
import { addProgrammes, addVolunteers, deleteExamples } from './programmes-store.ts'

const electionId = 'general-2019'

/** The unit whose first netizen volunteer the example account of the role belongs to, see example-accounts.csv. */
const shownUnit = 'id.33.73'

/**
 * Programmes of the season of 2019 with made-up volunteers, closed since: the whole country's structure to look at.
 * The same every time.
 */
export async function loadExamples({ tx }: SeedContext): Promise<void> {
  const season = (await stagesOf(tx, electionId)).find(({ kind }) => kind === 'volunteers')
  if (!season) throw new Error(`The preset has no season of volunteers in ${electionId}.`)
  const { rows: units } = await sql<ExampleUnit>`select id, level from work_unit order by id`.execute(tx)
  const basesIn = await basesByUnit(tx, electionId)
  const made = units.flatMap((unit) => exampleProgrammes(unit, basesIn(unit.id)) ?? [])
  const from = new Date(`${season.from}T00:00:00Z`)
  const until = new Date(`${season.until}T12:00:00Z`)
  await addProgrammes(
    tx,
    made.map(({ workUnitId, id, targetPeople }) => ({
      work_unit_id: workUnitId,
      id,
      election_id: electionId,
      state: 'closed' as const,
      starts_on: season.from,
      ends_on: season.until,
      target_people: targetPeople,
      note: null,
      quota_reason: null,
      created_at: from,
      opened_at: from,
      closed_at: until,
      example: true,
    })),
    made.flatMap(({ workUnitId, id, bases }) =>
      bases.map((base) => ({ work_unit_id: workUnitId, programme_id: id, base, target_people: null })),
    ),
  )
  await addVolunteers(
    tx,
    made.flatMap(({ workUnitId, id, volunteers }) =>
      volunteers.map((volunteer) => ({
        work_unit_id: workUnitId,
        programme_id: id,
        ...volunteer,
        contact: null,
        added_at: from,
        released_at: volunteer.state === 'released' ? until : null,
        example: true,
      })),
    ),
  )
  const shown = made
    .find(({ workUnitId }) => workUnitId === shownUnit)
    ?.volunteers.find(({ base, state }) => base === 'netizen' && state === 'active')
  if (shown) await nameExampleOwner(tx, { role: 'volunteer', scope: shownUnit, personId: shown.id })
}

/** Takes them out again, with what was changed locally as an example. */
export const removeExamples = ({ tx }: SeedContext): Promise<void> => deleteExamples(tx)
