import { dayIn } from '../../platform/clock.ts'
import type { Services } from '../../platform/services.ts'
import type { Unit } from './unit-tree.ts'

/** The calendar day it is in a unit's own time zone. */
export const todayIn = ({ clock }: Pick<Services, 'clock'>, unit: Pick<Unit, 'timeZone'>) =>
  dayIn(unit.timeZone, clock.now())
