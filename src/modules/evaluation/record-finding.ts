import { z } from 'zod'
import type { Actor } from '../../platform/access.ts'
import type { Tx } from '../../platform/db/database.ts'
import { checkForm, type Typed } from '../../platform/http/form.ts'
import { isId } from '../../platform/ids.ts'
import type { FieldProblem, Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { divisionsOf, type UnitTree, unitTree } from '../directory/index.ts'
import { stagesOf } from '../elections/index.ts'
import type { Meeting } from '../meetings/index.ts'
import { type Finding, findingById } from './findings-read-model.ts'
import { type ClassKey, inClass, invalid, missing } from './in-class.ts'
import { peopleOfClass } from './people-read-model.ts'
import { saveTaken } from './save-taken.ts'
import { type FindingTable, findingKinds } from './tables.ts'
import { words } from './typed-words.ts'
import { namedUnit } from './unit-named.ts'

const votes = words(9).pipe(z.string().regex(/^\d*$/, 'evaluation.refusal.votes'))
const shape = z.object({
  kind: z.enum(findingKinds, 'evaluation.refusal.kind'),
  words: words(2000).pipe(z.string().min(1, 'evaluation.refusal.words')),
  proposal: words(2000),
  participant: words(60),
  unit: words(200),
  division: words(60),
  stage: words(200),
  session: words(60),
  votesFor: votes,
  votesAgainst: votes,
  votesAbstained: votes,
  version: z.coerce.number().int().min(0, 'ui.form.invalid'),
})
type Shape = z.output<typeof shape>

const orNull = (text: string) => (text === '' ? null : text)

/** The stage meant by `election/stage`; undefined when it is none of the elections the meeting is about. */
async function stageNamed(tx: Tx, meeting: Meeting, text: string) {
  if (text === '') return { election_id: null, stage_id: null }
  const [electionId = '', stageId = ''] = text.split('/')
  const elections = [meeting.evaluatesElectionId, meeting.preparesElectionId]
  if (!elections.includes(electionId)) return undefined
  const isThere = (await stagesOf(tx, electionId)).some(({ id }) => id === stageId)
  return isThere ? { election_id: electionId, stage_id: stageId } : undefined
}

/** Votes as numbers: all three, an empty one being nobody, or none at all. */
function votesIn({ votesFor, votesAgainst, votesAbstained }: Shape) {
  const isVoted = `${votesFor}${votesAgainst}${votesAbstained}` !== ''
  const count = (text: string) => (isVoted ? Number(text) : null)
  return {
    votes_for: count(votesFor),
    votes_against: count(votesAgainst),
    votes_abstained: count(votesAbstained),
  }
}

/** What a form says of a finding. */
type FindingRow = Omit<
  FindingTable,
  'work_unit_id' | 'meeting_id' | 'class_id' | 'id' | 'state' | 'version' | 'recorded_at' | 'example'
>

type Origin = Pick<FindingTable, 'participant_id' | 'unit_id' | 'division_code'>

/** Who raised it and from where: a participant of the class brings office and division along. */
async function originIn(
  tx: Tx,
  tree: UnitTree,
  key: ClassKey,
  typed: Shape,
  known: Finding | undefined,
): Promise<Origin | FieldProblem> {
  if (typed.participant !== '') {
    // Who raised it may have been moved to another class since.
    if (known?.participantId === typed.participant) {
      return { participant_id: known.participantId, unit_id: known.unitId, division_code: known.division }
    }
    const person = (await peopleOfClass(tx, key.meeting, key.classId)).find(
      ({ id }) => id === typed.participant,
    )
    return person
      ? { participant_id: person.id, unit_id: person.unitId, division_code: person.division }
      : { field: 'participant', key: 'evaluation.refusal.participant' }
  }
  const unit = typed.unit === '' ? null : namedUnit(tree, typed.unit)
  if (unit === undefined) return { field: 'unit', key: 'evaluation.refusal.unit' }
  if (typed.division !== '' && !(await divisionsOf(tx)).some(({ code }) => code === typed.division)) {
    return { field: 'division', key: 'evaluation.refusal.division' }
  }
  return { participant_id: null, unit_id: unit?.id ?? null, division_code: orNull(typed.division) }
}

/** Whether a finding stands as it was typed. */
const isSame = (finding: Finding, row: Omit<FindingRow, 'changed_at'>) =>
  finding.sessionId === row.session_id &&
  finding.kind === row.kind &&
  finding.words === row.words &&
  finding.proposal === row.proposal &&
  finding.participantId === row.participant_id &&
  finding.unitId === row.unit_id &&
  finding.division === row.division_code &&
  finding.electionId === row.election_id &&
  finding.stageId === row.stage_id &&
  finding.votesFor === row.votes_for &&
  finding.votesAgainst === row.votes_against &&
  finding.votesAbstained === row.votes_abstained

/**
 * Records a finding of a class with its origin, or changes one (version above 0) that still stands as it was read.
 * Version 0 adds it under the id its form came with: sent twice, it is recorded once. Resolves to the id.
 */
export async function recordFinding(
  services: Services,
  actor: Actor,
  key: ClassKey,
  id: string,
  typed: Typed,
): Promise<Result<string>> {
  const checked = checkForm(shape, typed)
  if (!checked.ok) return checked
  const { kind, session, version, stage: typedStage, ...rest } = checked.value
  if (!isId(id)) return missing
  return inClass(services, actor, key, async (here) => {
    const { tx, meeting, sessions, at } = here
    const problems: FieldProblem[] = []
    if (session !== '' && !sessions.some((one) => one.id === session)) {
      problems.push({ field: 'session', key: 'evaluation.refusal.session' })
    }
    const tree = await unitTree({ db: tx, database: services.database })
    const known = await findingById(tx, key.meeting, id)
    const origin = await originIn(tx, tree, key, checked.value, known)
    if ('field' in origin) problems.push(origin)
    const stage = await stageNamed(tx, meeting, typedStage)
    if (!stage) problems.push({ field: 'stage', key: 'evaluation.refusal.stage' })
    if (problems.length > 0 || 'field' in origin || !stage) return invalid(problems)
    const row = {
      session_id: orNull(session),
      kind,
      words: rest.words,
      proposal: orNull(rest.proposal),
      ...origin,
      ...stage,
      ...votesIn(checked.value),
      changed_at: at,
    }
    return saveTaken(here, 'finding', {
      id,
      version,
      row: {
        kind: 'finding',
        row: {
          ...row,
          work_unit_id: meeting.workUnitId,
          meeting_id: meeting.id,
          class_id: here.class.id,
          id,
          state: 'recorded',
          recorded_at: at,
          example: meeting.example,
        },
      },
      change: row,
      standing: async () => {
        const finding = await findingById(tx, key.meeting, id)
        return finding?.classId === here.class.id ? { isSame: isSame(finding, row) } : undefined
      },
      field: 'words',
      actions: { add: 'evaluation.record-finding', change: 'evaluation.change-finding' },
      trail: { kind },
    })
  })
}
