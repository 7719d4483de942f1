// The phone at a door of a meeting: scans with or without a network, shows where to go, hands in when there is a line.
import type { OwnRow, PhoneVia } from '../src/modules/doors/door-shapes.ts'
import type { Verdict } from '../src/modules/doors/evaluate-scan.ts'
import { DoorDesk, likelyMode, type Mode, modesOf } from './door/desk.ts'
import { takeCamera, takePicture } from './door/eyes.ts'
import { takeHandScanner } from './door/hand-scanner.ts'
import { askSignOut, askSnapshot, Line } from './door/line.ts'
import { Photographs } from './door/photographs.ts'
import { signal } from './door/signal.ts'
import { Store, type WaitingScan } from './door/store.ts'
import { locale, pageWords, part, timeOfDay, verdictWords } from './door/words.ts'

/** Set where somebody signed out without a line: the server is told as soon as there is one. */
const leftMark = 'door-left'
const renewEvery = 600_000

/** Nothing to scan with: says why and what to do. */
function close(
  why: 'none' | 'gone' | 'over' | 'offline' | 'left' | 'old' | 'insecure',
  params?: Record<string, number>,
): void {
  part('open').hidden = true
  part('closed').hidden = false
  part('closed-title').textContent = pageWords(`closed.${why}`)
  part('closed-text').textContent = pageWords(`closed.${why}Text`, params)
  part('closed-code').hidden = !['none', 'gone', 'left'].includes(why)
}

async function start(): Promise<void> {
  if (!window.isSecureContext) return close('insecure')
  if (!('serviceWorker' in navigator) || !crypto.subtle) return close('old')
  await navigator.serviceWorker.register('/door/worker.js', { scope: '/door/' }).catch(() => {})
  const store = await Store.open()
  const { hash } = location
  if (hash === '#new' || hash === '#again') {
    localStorage.removeItem(leftMark)
    // Let in once more as the phone it was, it keeps what it scanned under the numbers it has.
    if (hash === '#new') await store.renumber()
    history.replaceState(null, '', '/door/')
  }
  if (localStorage.getItem(leftMark)) {
    if ((await askSignOut()).is !== 'later') localStorage.removeItem(leftMark)
    return close('left')
  }
  void navigator.storage?.persist?.()
  const kept = await store.snapshot()
  if (kept && kept.snapshot.expiresAt > Date.now() + kept.offset) {
    await work(store, new DoorDesk(kept.snapshot), kept.offset)
    return
  }
  if (kept) await store.expire()
  const heard = await askSnapshot()
  if (heard.is === 'answer') {
    const offset = heard.answer.madeAt - Date.now()
    await store.keepSnapshot(heard.answer, offset)
    await work(store, new DoorDesk(heard.answer), offset)
    return
  }
  if (heard.is === 'gone') {
    await store.wipe()
    return close('none')
  }
  await handInLate(store, heard.is === 'over' ? 'over' : 'offline')
}

/** After the day: nobody is shown any more, but what was scanned is still handed in. */
async function handInLate(store: Store, why: 'over' | 'offline'): Promise<void> {
  const { waiting } = await store.load()
  const show = () => close(why, { waiting: waiting.length })
  show()
  if (waiting.length === 0) return
  new Line({
    store,
    waiting,
    onState: show,
    onClock: () => {},
    onKnown: () => {},
    onAnswer: () => {},
    onGone: () => void store.wipe().then(() => close('gone')),
  }).go()
}

async function work(store: Store, first: DoorDesk, firstOffset: number): Promise<void> {
  let desk = first
  let offset = firstOffset
  let hasLine = navigator.onLine
  const { waiting, known } = await store.load()
  desk.learn(known)
  const now = () => Date.now() + offset
  const zone = () => desk.snapshot.timeZone
  const modes = modesOf(desk.snapshot)
  showPlace(desk)
  showModes(modes, now())
  const mode = (): Mode | undefined => modes[Number(part<HTMLSelectElement>('mode').value) || 0]
  const showLine = () => {
    const words = pageWords(hasLine ? 'line' : 'noLine')
    part('line').textContent = `${words} · ${pageWords('unsent', { waiting: waiting.length })}`
  }
  showLine()
  const photographs = new Photographs(store, () => showPhotograph(photographs))

  const line = new Line({
    store,
    waiting,
    onState: (state) => {
      hasLine = state.hasLine
      showLine()
      if (!desk || desk.snapshot.expiresAt > now()) return
      line.stop()
      photographs.stop()
      void store.expire().then(() => handInLate(store, 'over'))
    },
    onClock: (measured) => {
      offset = measured
    },
    onKnown: (scans) => {
      void store.addKnown(desk.learn(scans))
    },
    onAnswer: (id, words) => {
      const mark = document.getElementById(`scan-${id}`)
      if (mark) mark.textContent = verdictWords(`${words}.short`)
    },
    onGone: () => {
      photographs.stop()
      void store.wipe().then(() => close('gone'))
    },
  })

  const renew = async () => {
    const heard = await askSnapshot()
    if (heard.is !== 'answer') return
    offset = heard.answer.madeAt - Date.now()
    await store.keepSnapshot(heard.answer, offset)
    const next = new DoorDesk(heard.answer)
    next.learn((await store.load()).known)
    desk = next
  }
  setInterval(renew, renewEvery)

  // One after the other: a hand scanner is faster than the disk.
  let queue: Promise<void> = Promise.resolve()
  const scan = (text: string, via: PhoneVia) => {
    queue = queue
      .then(() => take(text, via))
      .catch((error: unknown) => {
        console.error(error)
        showPicture('unknown', pageWords('notKept'), text, pageWords('notKeptText'))
      })
  }
  const take = async (text: string, via: PhoneVia) => {
    const chosen = mode()
    if (!chosen || text.trim() === '') return
    const at = now()
    const { verdict, scan: own } = await desk.judge(text.slice(0, 500), { via, at, mode: chosen })
    // Shown only when it would survive the battery running out.
    const number = await store.add(own)
    if (own.known) desk.learn([own.known])
    waiting.push({ number, scan: own } satisfies WaitingScan)
    showVerdict(verdict, desk)
    showPhotograph(photographs, 'row' in verdict ? verdict.row : null)
    showLast(own.sent.id, verdict, own.name || text, timeOfDay(at, zone()))
    if (part<HTMLInputElement>('sound').checked) signal(verdict.picture)
    showLine()
    line.go()
  }

  takeTyped(scan)
  takeNames(() => desk, photographs, scan)
  takeCamera(scan)
  takePicture(scan)
  takeLeave({ store, line, photographs, waiting })
  part('closed').hidden = true
  part('open').hidden = false
  line.go()
  await photographs.load().catch((error: unknown) => console.error(error))
  photographs.go()
}

function showPlace({ snapshot }: DoorDesk): void {
  const { venue, door, day } = snapshot
  const shownDay = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'id-ID', {
    dateStyle: 'full',
    timeZone: 'UTC',
  }).format(Date.parse(day))
  part('where').textContent = `${venue.letter} · ${venue.name} · ${door.name} · ${shownDay}`
}

function showModes(modes: readonly Mode[], at: number): void {
  const select = part<HTMLSelectElement>('mode')
  part('mode-field').hidden = modes.length === 1
  select.replaceChildren(
    ...modes.map(({ kind, session }, index) => {
      const option = document.createElement('option')
      const title = session ? (locale === 'en' ? (session.titleEn ?? session.titleId) : session.titleId) : ''
      const held = session?.class ? ` ${session.class.code}` : ''
      option.value = String(index)
      option.textContent = `${pageWords(`kind.${kind}`)}${held} · ${title}`
      return option
    }),
  )
  select.value = String(likelyMode(modes, at))
  if (modes.length === 0) part('verdict-text').textContent = pageWords('noSession')
}

function showPicture(picture: Verdict['picture'], word: string, name: string, text: string): void {
  const panel = part('verdict')
  panel.dataset.picture = picture
  for (const shape of panel.querySelectorAll<SVGElement>('[data-shape]'))
    shape.toggleAttribute('hidden', shape.dataset.shape !== picture)
  part('verdict-word').textContent = word
  part('verdict-name').textContent = name
  part('verdict-text').textContent = text
}

function showVerdict(verdict: Verdict, { snapshot }: DoorDesk): void {
  const params: Record<string, string> = { letter: snapshot.venue.letter }
  let name = ''
  if (verdict.picture === 'elsewhere' && 'letter' in verdict) params.letter = verdict.letter
  if ('class' in verdict) params.class = verdict.class ?? ''
  if (verdict.picture === 'already') {
    params.since = timeOfDay(verdict.since, snapshot.timeZone)
    params.door = verdict.door
  }
  if ('row' in verdict) {
    const { row } = verdict
    name = row.name
    const classes = row.classes.map(({ code }) => code).join(', ')
    params.place = [row.office, classes].filter(Boolean).join(' · ')
  }
  const text = [params.place, verdictWords(verdict.words, params)].filter(Boolean).join('. ')
  showPicture(verdict.picture, pageWords(`picture.${verdict.picture}`), name, text)
}

let pictured: OwnRow | null = null

/** Shows the photograph of who was scanned, if there is one; without a name, that of who was scanned last anew. */
function showPhotograph(photographs: Photographs, row = pictured): void {
  pictured = row
  const picture = row && photographs.pictureOf(row)
  part('verdict').toggleAttribute('data-photographs', photographs.areThere)
  const place = part('verdict-photograph')
  if (place.querySelector('img')?.src === picture?.src) return
  place.replaceChildren(...(picture ? [picture] : []))
}

function showLast(id: string, verdict: Verdict, name: string, time: string): void {
  const item = document.createElement('li')
  const mark = document.createElement('strong')
  mark.id = `scan-${id}`
  mark.textContent = verdictWords(`${verdict.words}.short`)
  item.append(`${time} · ${name} · `, mark)
  const list = part('last')
  list.prepend(item)
  while (list.children.length > 8) list.lastElementChild?.remove()
}

/** Some keyboards tell of no keys; what comes within so many milliseconds is a hand scanner's all the same. */
const wedgeWithin = 300

function takeTyped(scan: (text: string, via: PhoneVia) => void): void {
  const input = part<HTMLInputElement>('text')
  let began = 0
  input.addEventListener('input', () => {
    if (input.value.length === 1 || began === 0) began = performance.now()
  })
  part<HTMLFormElement>('read').addEventListener('submit', (event) => {
    event.preventDefault()
    const isWedge = input.value.length > 6 && performance.now() - began < wedgeWithin
    scan(input.value, isWedge ? 'wedge' : 'typed')
    input.value = ''
    began = 0
  })
  takeHandScanner(input, (text) => scan(text, 'wedge'))
  // What is typed into nothing is meant for the code.
  addEventListener('keydown', (event) => {
    const isFree = event.target === document.body || event.target === document.documentElement
    if (isFree && event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) input.focus()
  })
}

function takeNames(
  desk: () => DoorDesk,
  photographs: Photographs,
  scan: (text: string, via: PhoneVia) => void,
): void {
  const input = part<HTMLInputElement>('search')
  const list = part('found')
  const show = () => {
    const found = desk().find(input.value, 8)
    part('found-none').hidden = found.length > 0 || input.value.trim().length < 2
    list.replaceChildren(
      ...found.map(({ hash, name, office }) => {
        const item = document.createElement('li')
        const button = document.createElement('button')
        const words = document.createElement('span')
        button.type = 'button'
        words.textContent = `${name} · ${office}`
        const picture = photographs.pictureOf({ hash, name })
        button.append(words, ...(picture ? [picture] : []))
        button.addEventListener('click', () => {
          scan(`#${hash}`, 'name')
          input.value = ''
          show()
          part('verdict').scrollIntoView({ block: 'center' })
        })
        item.append(button)
        return item
      }),
    )
  }
  input.addEventListener('input', show)
}

function takeLeave({
  store,
  line,
  photographs,
  waiting,
}: {
  store: Store
  line: Line
  photographs: Photographs
  waiting: readonly WaitingScan[]
}): void {
  let isAsked = false
  part('leave').addEventListener('click', async () => {
    if (!isAsked) {
      isAsked = true
      part('leave-text').textContent =
        waiting.length > 0 ? pageWords('leaveUnsent', { waiting: waiting.length }) : pageWords('leaveSure')
      part('leave').textContent = pageWords('leaveNow')
      return
    }
    line.stop()
    photographs.stop()
    localStorage.setItem(leftMark, 'yes')
    await store.wipe()
    if ((await askSignOut()).is !== 'later') localStorage.removeItem(leftMark)
    close('left')
  })
}

void start().catch((error: unknown) => {
  console.error(error)
  close('old')
})
