// Runs one benchmark module and prints its figures, for people or (--json) one object a line.
import { pathToFileURL } from 'node:url'
import type { Benchmark, Figure } from './figure.ts'

const [path, ...flags] = process.argv.slice(2)
const { default: benchmark } = (await import(pathToFileURL(path ?? '').href)) as { default: Benchmark }

const round = (value: number) => Number(value.toPrecision(4))

await benchmark(({ name, value, unit, floor = null, ratio = null, note }: Figure) => {
  const shown = {
    name,
    value: round(value),
    unit,
    floor: floor && round(floor),
    ratio: ratio && round(ratio),
    note,
  }
  if (flags.includes('--json')) process.stdout.write(`${JSON.stringify(shown)}\n`)
  else {
    const against = shown.floor === null ? '' : `, floor ${shown.floor} ${unit}, ratio ${shown.ratio}`
    process.stdout.write(`${name}: ${shown.value} ${unit}${against}${note ? ` (${note})` : ''}\n`)
  }
})
process.exit(0)
