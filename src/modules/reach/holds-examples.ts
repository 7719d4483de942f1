import type { Services } from '../../platform/services.ts'
import { season } from './periods.ts'
import { all } from './rollups.ts'

/** Whether there are made-up hits in what is told of a unit, over the season or in one period of it. */
export async function holdsExamples(
  db: Services['db'],
  { scope, electionId, period = season }: { scope: string; electionId: string; period?: string | undefined },
): Promise<boolean> {
  const row = await db
    .selectFrom('reach_rollup')
    .select('example')
    .where('work_unit_id', '=', scope)
    .where('election_id', '=', electionId)
    .where('period', '=', period)
    .where('base', '=', all)
    .where('channel', '=', all)
    .where('publication', '=', all)
    .executeTakeFirst()
  return row?.example ?? false
}
