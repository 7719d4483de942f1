import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { type RunningServer, startServer } from '../journeys/server.ts'
import { Visitor } from '../support/visitor.ts'

/** A hundred by hand (`KILLS=100 npm test -- test/durability/kill.test.ts`), fewer in every run. */
const rounds = Number(process.env.KILLS ?? 2)
const peopleInFile = 40

let server: RunningServer
afterAll(() => server?.stop())

interface Deed {
  mark: string
  acknowledged: boolean
}

const known = (deeds: readonly Deed[]) => deeds.filter(({ acknowledged }) => acknowledged).length

/** A word of letters only, different for every number. */
const word = (n: number) =>
  [...n.toString(26)].map((digit) => 'abcdefghijklmnopqrstuvwxyz'[Number.parseInt(digit, 26)]).join('')

async function publish(desk: Visitor, deed: Deed) {
  const made = await desk.submit('/desk/publications/new?unit=33.73', '/new', {
    titleId: `Pengumuman ${deed.mark}`,
    bodyId: 'Isi percobaan.',
    source: 'Contoh',
    do: 'save',
  })
  const page = made.headers.get('location')?.split('?')[0]
  if (!page) return
  const done = await desk.submit(`${page}/publish`, '/publish')
  deed.acknowledged = done.status === 303
}

async function importPeople(desk: Visitor, deed: Deed) {
  const rows = Array.from(
    { length: peopleInFile },
    (_, n) => `${deed.mark} Contoh ${word(n + 700)};Staf;1 Maret 2026`,
  )
  const form = new FormData()
  form.append('file', new File([`Nama;Jabatan;Mulai\n${rows.join('\n')}`], 'staf.csv'))
  const page = (await desk.post('/desk/people/import?unit=33.73', form)).headers.get('location')
  if (!page) return
  await desk.submit(page, '/columns')
  const done = await desk.submit(page, '/confirm')
  deed.acknowledged = done.status === 303
}

async function peopleOf(desk: Visitor, mark: string): Promise<number> {
  const answer = await desk.get(`/api/v1/people?q=${mark}`)
  const { people } = (await answer.json()) as { people: unknown[] }
  return people.length
}

test(
  `killed ${rounds} times while publishing and importing: nothing acknowledged is lost, nothing is half-done`,
  async () => {
    server = await startServer()
    const link = /\bdistrict\s+(http\S+)/.exec(server.said())?.[1] ?? ''
    let desk = await Visitor.signIn(server.url, link)
    const notices: Deed[] = []
    const files: Deed[] = []
    for (let round = 0; round < rounds; round += 1) {
      let living = true
      // Answers that never came are what a kill is about: they count as not acknowledged.
      const busy = async (deeds: Deed[], act: (desk: Visitor, deed: Deed) => Promise<void>) => {
        while (living) {
          const deed = {
            mark: `Rawa${word(17_576 + notices.length * 1_000 + files.length)}`,
            acknowledged: false,
          }
          deeds.push(deed)
          await act(desk, deed).catch(() => {})
        }
      }
      const work = [busy(notices, publish), busy(files, importPeople)]
      // The first time only after each has been acknowledged once: a test in which nothing was would prove nothing.
      while (round === 0 && !(known(notices) && known(files))) await sleep(50)
      await sleep(Math.random() * 4_000)
      await server.kill()
      living = false
      await Promise.all(work)
      server = await startServer({}, server.folder)
      desk = desk.at(server.url)
      expect((await desk.get('/desk')).status).toBe(200)
    }
    for (const { mark, acknowledged } of notices) {
      if (!acknowledged) continue
      const notice = await desk.get(`/kota-salatiga/p/pengumuman-${mark.toLowerCase()}`)
      expect({ mark, status: notice.status }).toEqual({ mark, status: 200 })
    }
    for (const { mark, acknowledged } of files) {
      const people = await peopleOf(desk, mark)
      if (acknowledged) expect({ mark, people }).toEqual({ mark, people: peopleInFile })
      else expect([0, peopleInFile]).toContain(people)
    }
    console.log(
      `${known(notices)} of ${notices.length} notices and ${known(files)} of ${files.length} files were acknowledged.`,
    )
    expect(known(notices)).toBeGreaterThan(0)
    expect(known(files)).toBeGreaterThan(0)
  },
  30 * 60_000,
)
