import type { SeedContext } from '../../platform/module.ts'
import { deleteExampleAppointments, insertAppointments } from './appointments-store.ts'
import { divisionsOf } from './divisions-read-model.ts'
import { exampleNames, seeded } from './example-names.ts'
import { exampleDirectory } from './example-terms.ts'
import { deleteExamplePeople, insertPeople } from './people-store.ts'
import { todayIn } from './today.ts'
import { unitTree } from './unit-tree.ts'

/** Women among the examples; about what commissions had in 2019, where the law asks for 30 % to be heeded. */
const shareOfWomen = 0.3

/** Adds fictional people in every seat of all units, from the term of 2019 until today. */
export async function loadExamples({ tx, services }: SeedContext): Promise<void> {
  const tree = await unitTree({ db: tx, database: services.database })
  const seats = await tx
    .selectFrom('seat')
    .innerJoin('position', 'position.code', 'seat.position_code')
    .select(['seat.work_unit_id', 'seat.position_code', 'seat.seats', 'position.side', 'position.term_years'])
    .orderBy('seat.work_unit_id')
    .orderBy('position.rank')
    .execute()
  const random = seeded(2019)
  const made = exampleDirectory(
    seats.flatMap((seat) => {
      const unit = tree.byId(seat.work_unit_id)
      return unit
        ? [
            {
              unit,
              position: seat.position_code,
              seats: seat.seats,
              isCommissioner: seat.side === 'commissioner',
              termYears: seat.term_years,
            },
          ]
        : []
    }),
    {
      random,
      nextName: exampleNames(random, shareOfWomen),
      divisions: (await divisionsOf(tx)).map(({ code }) => code),
      today: todayIn(services, tree.root),
    },
  )
  await insertPeople(tx, made.people)
  await insertAppointments(tx, made.appointments)
}

/** Takes the fictional people out with their appointments. */
export async function removeExamples({ tx }: SeedContext): Promise<void> {
  await deleteExampleAppointments(tx)
  await deleteExamplePeople(tx)
}
