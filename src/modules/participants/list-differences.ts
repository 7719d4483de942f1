import type { RequestContext } from '../../platform/http/route.ts'
import { currentPlan } from './current-plan.ts'
import { type Chosen, choose, concerned, type Selection } from './follow-selection.ts'
import type { Here } from './in-list.tsx'
import { type ListMark, listMarks } from './list-marks.ts'
import { type Participant, participantsOf } from './participants-read-model.ts'

/** What a page about the differences between list and directory shows. */
export interface ListDifferences {
  chosen: Chosen
  byId: Map<string, Participant>
  /** What hangs on a participant: answered, has a letter, and what other rooms know. */
  marksOf(id: string): string[]
  /** Of those whose rows would change: how many have a letter, and how many other rooms have marked. */
  withLetter: number
  marked: { count: number; mark: Pick<ListMark, 'sentence' | 'link'> }[]
}

/** The differences that a selection means, as things stand now. */
export async function differencesOf(
  c: RequestContext,
  { meeting }: Here,
  selection: Selection,
): Promise<ListDifferences> {
  const { services, t } = c.var
  const chosen = choose(await currentPlan(services.db, meeting), selection)
  const marks = await listMarks(c, meeting)
  const byId = new Map((await participantsOf(services.db, meeting)).map((one) => [one.id, one]))
  const ids = concerned(chosen)
  return {
    chosen,
    byId,
    marksOf: (id) => {
      const one = byId.get(id)
      return [
        ...(one?.answeredAt ? [t(`participants.state.${one.state}`)] : []),
        ...(one?.letterAt ? [t('participants.follow.letter')] : []),
        ...marks.flatMap(({ people }) => people.get(id) ?? []),
      ]
    },
    withLetter: ids.filter((id) => byId.get(id)?.letterAt).length,
    marked: marks.map((mark) => ({ mark, count: ids.filter((id) => mark.people.has(id)).length })),
  }
}
