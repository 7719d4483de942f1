import { type Actor, may } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { dayIn } from '../../platform/clock.ts'
import { transact } from '../../platform/command.ts'
import type { Db } from '../../platform/db/database.ts'
import { isId, newId } from '../../platform/ids.ts'
import { ok, type Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import type { Unit } from '../directory/index.ts'
import { basesFor } from '../outreach/index.ts'
import { channelsOf, publicationTitles } from '../publications/index.ts'
import type { FigureInput } from './figure-input.ts'
import { forbidden, refuseField } from './refusals.ts'
import { evidenceOf } from './stated-read-model.ts'
import { addFigures, deleteUnusedEvidence } from './stated-store.ts'

export interface TypedFigure {
  unit: Pick<Unit, 'id' | 'timeZone'>
  electionId: string
  input: FigureInput
}

/**
 * Keeps a figure that somebody read elsewhere and typed in. Refuses a channel that is not online, a base or notice that
 * is not there, a day to come, and evidence that was not uploaded.
 */
export async function stateFigure(
  services: Services,
  actor: Actor,
  { unit, electionId, input }: TypedFigure,
): Promise<Result<{ id: string }>> {
  const workUnitId = unit.id
  if (!may(actor, 'stated.change', workUnitId)) return forbidden
  if (input.statedOn > dayIn(unit.timeZone, services.clock.now()))
    return refuseField('statedOn', 'stated.refusal.day')
  return transact(services.db, async (tx) => {
    const channels = await channelsOf(tx)
    if (!channels.some(({ code, kind }) => kind === 'online' && code === input.channel))
      return refuseField('channel', 'stated.refusal.channel')
    const bases = await basesFor(tx, { electionId, workUnitId })
    if (input.base !== '' && !bases.some(({ code }) => code === input.base))
      return refuseField('base', 'stated.refusal.base')
    if (input.publication !== '' && !(await isNotice(tx, input.publication)))
      return refuseField('publication', 'stated.refusal.publication')
    if (input.evidence !== '' && !(await evidenceOf(tx, workUnitId, input.evidence)))
      return refuseField('evidence', 'stated.refusal.evidence')
    const [id, at] = [newId(), services.clock.now()]
    const isFollowers = input.kind === 'followers'
    const row = {
      work_unit_id: workUnitId,
      id,
      election_id: electionId,
      kind: input.kind,
      value: input.value ?? 0,
      channel: input.channel,
      account: input.account,
      subject: isFollowers ? '' : input.link,
      post_link: input.link || null,
      post_title: null,
      from_on: isFollowers ? input.statedOn : input.from,
      until_on: isFollowers ? input.statedOn : input.until,
      stated_on: input.statedOn,
      base: input.base || null,
      publication_id: input.publication || null,
      source: input.source,
      import_id: null,
      row_number: null,
      evidence_hash: input.evidence || null,
      account_id: actor.id,
      account_name: actor.name,
      created_at: at,
    }
    await addFigures(tx, [row])
    // Pictures of forms that were never finished.
    await deleteUnusedEvidence(tx, workUnitId, new Date(at.getTime() - 86_400_000))
    await audit(
      tx,
      actor,
      { action: 'stated.state', subject: `figure ${id}`, scope: workUnitId, after: row },
      at,
    )
    return ok({ id })
  })
}

/** Whether there is a notice of this id. */
const isNotice = async (db: Db, id: string) => isId(id) && (await publicationTitles(db, [id])).has(id)
