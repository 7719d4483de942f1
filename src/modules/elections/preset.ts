import { z } from 'zod'
import type { SeedContext } from '../../platform/module.ts'
import { cell, numberCell, type PresetRow, presetTable } from '../../platform/preset.ts'
import { putAreas, putContests, putElections, putStages, putTurnout, putVoters } from './elections-store.ts'
import {
  confidences,
  denominatorKinds,
  electionKinds,
  stageKinds,
  turnoutAreas,
  turnoutMethods,
  voterLists,
} from './tables.ts'
import { turnoutId } from './turnout-id.ts'

const oneOf = <T extends readonly [string, ...string[]]>(row: PresetRow, column: string, values: T) =>
  z.enum(values).parse(cell(row, column))
const origin = (row: PresetRow) => ({
  source: cell(row, 'source'),
  conf: oneOf(row, 'conf', confidences),
})
const textCell = (row: PresetRow, column: string) => cell(row, column) || null
const mustNumber = (row: PresetRow, column: string) => z.number().parse(numberCell(row, column))

/** Elections, contests, stages, registered voters and turnout of the preset; again without doubles. */
export async function loadPreset({ tx }: SeedContext): Promise<void> {
  const elections = presetTable('elections.csv')
  await putElections(
    tx,
    elections.map((row) => ({
      id: cell(row, 'id'),
      name_id: cell(row, 'name_id'),
      name_en: cell(row, 'name_en'),
      kind: oneOf(row, 'kind', electionKinds),
      voting_on: textCell(row, 'voting_on'),
      opens_at: textCell(row, 'opens_at'),
      ...origin(row),
    })),
  )
  for (const row of elections) {
    await putAreas(tx, cell(row, 'id'), cell(row, 'areas').split(' ').filter(Boolean))
  }
  await putContests(
    tx,
    presetTable('contests.csv').map((row, position) => ({
      election_id: cell(row, 'election'),
      code: cell(row, 'code'),
      position,
      name_id: cell(row, 'name_id'),
      name_en: cell(row, 'name_en'),
      ...origin(row),
    })),
  )
  await putStages(
    tx,
    presetTable('stages.csv').map((row) => ({
      election_id: cell(row, 'election'),
      id: cell(row, 'id'),
      scope: cell(row, 'scope'),
      kind: oneOf(row, 'kind', stageKinds),
      name_id: cell(row, 'name_id'),
      name_en: cell(row, 'name_en'),
      from_on: cell(row, 'from'),
      until_on: cell(row, 'until'),
      ...origin(row),
    })),
  )
  await putVoters(
    tx,
    presetTable('registered-voters.csv').map((row) => ({
      work_unit_id: cell(row, 'scope'),
      election_id: cell(row, 'election'),
      list: oneOf(row, 'list', voterLists),
      as_on: cell(row, 'as_on'),
      voters: mustNumber(row, 'voters'),
      ...origin(row),
    })),
  )
  await putTurnout(tx, presetTable('turnout.csv').map(turnoutRow))
}

const turnoutRow = (row: PresetRow) => ({
  work_unit_id: cell(row, 'scope'),
  id: turnoutId({
    electionId: cell(row, 'election'),
    contest: cell(row, 'contest'),
    scope: cell(row, 'scope'),
    area: cell(row, 'area'),
    source: cell(row, 'source'),
  }),
  election_id: cell(row, 'election'),
  contest: cell(row, 'contest'),
  area: oneOf(row, 'area', turnoutAreas),
  method: oneOf(row, 'method', turnoutMethods),
  areas: numberCell(row, 'areas'),
  voted: numberCell(row, 'voted'),
  dpt: numberCell(row, 'dpt'),
  dptb: numberCell(row, 'dptb'),
  dpk: numberCell(row, 'dpk'),
  denominator: numberCell(row, 'denominator'),
  denominator_kind: oneOf(row, 'denominator_kind', denominatorKinds),
  stated_percent: numberCell(row, 'stated_percent'),
  is_approximate: cell(row, 'approximate') === 'yes',
  target_percent: numberCell(row, 'target_percent'),
  as_on: null,
  note: null,
  ...origin(row),
})
