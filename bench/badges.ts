// Badges of a whole meeting, 3,806 with a QR code each, drawn and streamed to nowhere, each round in a process of its
// own. Floor: pdfkit writing as many pages with the same words at one size, without codes, fitting or tags.
import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import PDFDocument from 'pdfkit'
import { badges } from '../src/modules/papers/index.ts'
import { attendees, order } from '../test/papers/records.ts'
import { type Benchmark, median } from './support/figure.ts'

const people = 3806
const rounds = 5
const target = 60
const run = promisify(execFile)

interface Round {
  seconds: number
  bytes: number
  /** Highest memory of the process, and what it held before the first page. */
  peak: number
  before: number
}

/** Draws the badges once, in this process. */
export async function once(kind: 'ours' | 'floor'): Promise<Round> {
  const before = process.memoryUsage().rss / 2 ** 20
  const from = performance.now()
  let bytes = 0
  for await (const chunk of kind === 'ours' ? ours() : floor()) bytes += (chunk as Buffer).length
  const seconds = (performance.now() - from) / 1000
  return { seconds, bytes, peak: process.resourceUsage().maxRSS / 1024, before }
}

function ours() {
  const result = badges(order(), attendees(people))
  if (!result.ok) throw new Error(`Refused: ${result.refusal.key}`)
  return result.value.bytes
}

function floor() {
  const font = createRequire(import.meta.url).resolve(
    '@expo-google-fonts/plus-jakarta-sans/400Regular/PlusJakartaSans_400Regular.ttf',
  )
  const document = new PDFDocument({ size: 'A4', margin: 0, autoFirstPage: false, font })
  const { meeting } = order()
  for (const [at, person] of attendees(people).entries()) {
    if (at % 4 === 0) document.addPage()
    const [x, y] = [at % 2 === 0 ? 26 : 323, at % 4 < 2 ? 26 : 447]
    const { name, side, position, unit, division, number, location, classes } = person
    const words = [meeting.name, meeting.place, side, name, position, unit, division, number, location?.name]
    for (const [line, text] of [...words, ...classes].entries())
      document.fontSize(10).text(text ?? '', x, y + line * 14, { lineBreak: false })
  }
  document.end()
  return document
}

async function inItsOwnProcess(kind: 'ours' | 'floor'): Promise<Round> {
  const program = `const { once } = await import(process.argv[1])
console.log(JSON.stringify(await once('${kind}')))`
  const path = fileURLToPath(import.meta.url)
  // The entry of this benchmark, whichever piece of it this line was put into.
  const entry = path.replace(/[^/\\]+$/, 'badges.js')
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', program, entry])
  return JSON.parse(stdout) as Round
}

const bench: Benchmark = async (report) => {
  const [drawn, bare]: [Round[], Round[]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    bare.push(await inItsOwnProcess('floor'))
    drawn.push(await inItsOwnProcess('ours'))
  }
  const middle = (of: Round[], key: keyof Round) => median(of.map((one) => one[key]))
  const [value, least] = [middle(drawn, 'seconds'), middle(bare, 'seconds')]
  const sheets = Math.ceil(people / 4)
  report({
    name: 'badges',
    value,
    unit: 's',
    floor: least,
    ratio: value / least,
    note: `${people} badges on ${sheets} sheets, QR, names fitted, tagged; ${Math.round(middle(drawn, 'bytes') / 1024)} KB; the promise is ${target} s; median of ${rounds}`,
  })
  report({
    name: 'badges-memory',
    value: middle(drawn, 'peak'),
    unit: 'MB',
    floor: middle(bare, 'peak'),
    ratio: middle(drawn, 'peak') / middle(bare, 'peak'),
    note: `highest memory of the whole process, of which ${Math.round(middle(drawn, 'before'))} MB before the first page; the floor keeps the file in memory`,
  })
}

export default bench
