import type { Db } from '../../platform/db/database.ts'
import type { Translator } from '../../platform/i18n/catalogue.ts'
import type { Services } from '../../platform/services.ts'
import {
  type Division,
  directoryName,
  divisionsOf,
  type Position,
  positionsOf,
  type UnitTree,
  unitTree,
} from '../directory/index.ts'
import { type MeetingKey, type Venue, venueLetter, venuesOf } from '../meetings/index.ts'
import type { Participant } from './participants-read-model.ts'

/** How the codes on a list are called: what every page, file and letter of the room needs. */
export interface ListWords {
  t: Translator
  tree: UnitTree
  positions: Position[]
  divisions: Division[]
  venues: Venue[]
}

export async function listWords(
  services: Services,
  t: Translator,
  meeting: MeetingKey,
  db: Db = services.db,
): Promise<ListWords> {
  return {
    t,
    tree: await unitTree({ db, database: services.database }),
    positions: await positionsOf(db),
    divisions: await divisionsOf(db),
    venues: await venuesOf(db, meeting),
  }
}

export const unitName = ({ tree }: Pick<ListWords, 'tree'>, id: string) => tree.byId(id)?.name ?? id

export function positionName({ positions, t }: Pick<ListWords, 'positions' | 't'>, code: string | null) {
  const position = positions.find((one) => one.code === code)
  return position ? directoryName(position, t.locale) : (code ?? '')
}

export function divisionName({ divisions, t }: Pick<ListWords, 'divisions' | 't'>, code: string | null) {
  const division = divisions.find((one) => one.code === code)
  return division ? directoryName(division, t.locale) : (code ?? '')
}

/** `A · Hotel Contoh`, or nothing where no venue is for them. */
export function venueName({ venues }: Pick<ListWords, 'venues'>, id: string | null) {
  const venue = venues.find((one) => one.id === id)
  return venue ? `${venueLetter(venue.rank)} · ${venue.name}` : ''
}

/** What somebody is called by: the own title, else the position; beside it the division. */
export const officeOf = (words: ListWords, one: Participant) =>
  [one.title ?? positionName(words, one.position), divisionName(words, one.division)]
    .filter((text) => text !== '')
    .join(', ')

/** The name, or that it was erased. */
export const shownName = ({ t }: Pick<ListWords, 't'>, one: Pick<Participant, 'name'>) =>
  one.name === '' ? t('participants.erased') : one.name
