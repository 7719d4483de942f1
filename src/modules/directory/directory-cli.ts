import type { Actor } from '../../platform/access.ts'
import type { CliCommand } from '../../platform/module.ts'
import { whoIsWho } from './appointments-read-model.ts'
import { isDay } from './days.ts'
import { findPeople } from './people-read-model.ts'
import { todayIn } from './today.ts'
import { unitOfParam, unitParam } from './unit-address.ts'
import { unitTree } from './unit-tree.ts'
import { listUnits } from './units-read-model.ts'
import { seatCounts } from './vacancies-read-model.ts'
import { scopesOf } from './within-scopes.ts'

const json = ['--json', 'Answer as JSON'] as const
const within = ['--unit <unit>', 'Only this unit and those under it: 33.73, 33, 00'] as const
const onDay = ['--on <day>', 'Another day than today, YYYY-MM-DD'] as const

const scopesIn = (actor: Actor, root: string, unit: string | undefined) =>
  unit === undefined ? scopesOf(actor, 'directory.read', root) : [unit]

const textOf = (option: string | boolean | undefined) => (typeof option === 'string' ? option : undefined)

/** `jangkau units list | show`, `jangkau people find`. */
export const directoryCommands: readonly CliCommand[] = [
  {
    name: 'units list',
    summary: 'List units with their vacant seats',
    options: [[...json], [...within], ['--words <words>', 'Words of a name, or a code'], [...onDay]],
    run: async (services, { actor, options, out, err }) => {
      const tree = await unitTree(services)
      const asked = textOf(options.unit)
      const unit = asked === undefined ? undefined : unitOfParam(tree, asked)
      if (asked !== undefined && !unit) return unknownUnit(err, asked)
      const on = textOf(options.on) ?? todayIn(services, unit ?? tree.root)
      if (!isDay(on)) return noDay(err, on)
      const { rows } = await listUnits(services.db, {
        scopes: scopesIn(actor, tree.root.id, unit?.id),
        words: textOf(options.words),
        day: on,
        limit: tree.all.length,
      })
      if (options.json) out(JSON.stringify(rows))
      else for (const row of rows) out(`${row.code}\t${row.name}\t${row.active}/${row.seats}`)
      return 0
    },
  },
  {
    name: 'units show <unit>',
    summary: 'Show who is who in a unit and which seats are vacant',
    options: [[...json], [...onDay]],
    run: async (services, { args, options, out, err }) => {
      const tree = await unitTree(services)
      const unit = unitOfParam(tree, args[0] ?? '')
      if (!unit) return unknownUnit(err, args[0] ?? '')
      const on = textOf(options.on) ?? todayIn(services, unit)
      if (!isDay(on)) return noDay(err, on)
      const people = await whoIsWho(services.db, unit.id, on)
      const seats = await seatCounts(services.db, unit.id, on)
      if (options.json) {
        out(JSON.stringify({ ...unit, on, seats, appointments: people }))
        return 0
      }
      out(`${unit.name} (${unitParam(unit)}), ${on}`)
      for (const one of people) {
        const place = [one.positionId, one.divisionId].filter(Boolean).join(', ')
        out(`  ${place}: ${one.personName || '-'} (${one.from} .. ${one.until ?? ''})`)
      }
      for (const seat of seats.filter(({ vacant }) => vacant > 0))
        out(`  ${seat.positionId}: ${seat.vacant} kosong / vacant`)
      return 0
    },
  },
  {
    name: 'people find <words...>',
    summary: 'Find people by name, with the position held last',
    options: [[...json], [...within], ['--limit <count>', 'At most so many, 50 unless told']],
    run: async (services, { actor, args, options, out, err }) => {
      const tree = await unitTree(services)
      const asked = textOf(options.unit)
      const unit = asked === undefined ? undefined : unitOfParam(tree, asked)
      if (asked !== undefined && !unit) return unknownUnit(err, asked)
      const limit = Number(textOf(options.limit) ?? 50)
      if (!Number.isInteger(limit) || limit < 1) {
        err('--limit takes a whole number from 1 on.')
        return 2
      }
      const people = await findPeople(services.db, {
        words: args.join(' '),
        scopes: scopesIn(actor, tree.root.id, unit?.id),
        day: todayIn(services, unit ?? tree.root),
        limit,
      })
      if (options.json) out(JSON.stringify(people.map(({ searchWords: _, ...person }) => person)))
      else
        for (const one of people)
          out(`${one.name}\t${one.positionId}\t${tree.byId(one.unitId)?.name ?? one.unitId}\t${one.id}`)
      return people.length > 0 || options.json ? 0 : 1
    },
  },
]

function unknownUnit(err: (text: string) => void, text: string) {
  err(`There is no unit ${text}. Codes look like 33.73, 33 or 00.`)
  return 1
}

function noDay(err: (text: string) => void, text: string) {
  err(`${text} is no day of the calendar; write YYYY-MM-DD.`)
  return 2
}
