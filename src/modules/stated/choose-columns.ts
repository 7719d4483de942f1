import { type Actor, may } from '../../platform/access.ts'
import { dayIn, isDay } from '../../platform/clock.ts'
import { transact } from '../../platform/command.ts'
import { ok, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import type { Unit } from '../directory/index.ts'
import { channelsOf } from '../publications/index.ts'
import type { ImportChoices } from './choices.ts'
import { importById } from './imports-read-model.ts'
import { type ColumnOf, saysSomething } from './recognise.ts'
import { forbidden, missing, refuseField } from './refusals.ts'
import { changeImport, lockImport } from './stated-store.ts'

export interface ColumnChoice {
  channel: string
  account: string
  statedOn: string
  columns: ColumnOf
}

/**
 * Says how a draft is to be read: channel, account, day, and which column holds what. Refuses a channel that is not
 * online, an account over 120 signs, a day to come, no column of days, no column of figures, and what is no draft any more.
 */
export async function chooseColumns(
  services: Services,
  actor: Actor,
  { unit, id }: { unit: Pick<Unit, 'id' | 'timeZone'>; id: string },
  chosen: ColumnChoice,
): Promise<Result<{ id: string }>> {
  const workUnitId = unit.id
  if (!may(actor, 'stated.change', workUnitId)) return forbidden
  const channels = await channelsOf(services.db)
  if (!channels.some(({ code, kind }) => kind === 'online' && code === chosen.channel))
    return refuseField('channel', 'stated.refusal.channel')
  if (!isDay(chosen.statedOn) || chosen.statedOn > dayIn(unit.timeZone, services.clock.now()))
    return refuseField('statedOn', 'stated.refusal.day')
  const account = chosen.account.trim()
  if (account.length > 120) return refuseField('account', 'stated.refusal.long')
  if (chosen.columns.day === undefined) return refuseField('column-day', 'stated.refusal.noDay')
  if (!saysSomething(chosen.columns)) return refuseField('column-impressions', 'stated.refusal.noFigures')
  return transact(services.db, async (tx) => {
    await lockImport(tx, workUnitId, id)
    const draft = await importById(tx, workUnitId, id)
    if (!draft) return missing
    if (draft.state !== 'draft') return refuse({ kind: 'conflict', key: 'stated.refusal.noDraft' })
    const choices: ImportChoices = {
      ...draft.choices,
      channel: chosen.channel,
      account,
      columns: chosen.columns,
    }
    await changeImport(tx, workUnitId, id, {
      choices: JSON.stringify(choices),
      stated_on: chosen.statedOn,
    })
    return ok({ id })
  })
}
