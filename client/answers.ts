// Answers to a questionnaire outlive a lost line: they wait on the phone and are sent when there is one. The page works
// without this; then a form is sent when its button is pressed, and lost where nobody answers.
import type { PhoneConfig, SendingRefused, SendingTaken } from '../src/modules/questionnaires/phone-shapes.ts'
import { Box } from './kept/box.ts'
import { forgetCopies, keepCopy, reach } from './kept/copies.ts'
import { configIn, element, entry, fieldsOf, fillIn, type Params, part, sayer, timeOf } from './kept/page.ts'
import { retrying } from './kept/retry.ts'

/** Answers of one person to one moment of a questionnaire, as this phone has them. */
interface Kept {
  state: 'waiting' | 'refused' | 'sent'
  questionnaire: string
  title: string
  to: string
  /** The same however often it is sent. */
  id: string
  /** By this phone's clock, in milliseconds. */
  givenAt: number
  /** Empty once they are sent. */
  fields: Record<string, string>
  /** What was asked and answered, to be read where there is no form any more. */
  shown: [question: string, answer: string][]
  taken?: Omit<SendingTaken, 'taken'>
  refused?: Omit<SendingRefused, 'taken'>
}

type Heard =
  | { is: 'taken'; answer: SendingTaken }
  | { is: 'refused'; answer: SendingRefused }
  | { is: 'later' }

const config = configIn<PhoneConfig>('phone')
const sayWhole = sayer(config.words)
const say = (key: string, params?: Params) => sayWhole(`questionnaires.phone.${key}`, params)
const form = document.querySelector<HTMLFormElement>('[data-answers] form')
const { page, scope } = config
/** Marks of what was sent are of no use to anybody after this many milliseconds. */
const marksFor = 30 * 86_400_000

/** Answers of everybody lie in one box; those of this page's person begin with their link. */
const prefix = `${scope} `
const ownId = page ? `${prefix}${page.id} ${page.moment ?? ''}` : ''

async function send(one: Kept): Promise<Heard> {
  try {
    const response = await fetch(one.to, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id: one.id, givenAt: one.givenAt, sentAt: Date.now(), fields: one.fields }),
      redirect: 'error',
      signal: AbortSignal.timeout(20_000),
    })
    if (response.status === 429 || response.status >= 500) return { is: 'later' }
    const answer: SendingTaken | SendingRefused = await response.json()
    return answer.taken ? { is: 'taken', answer } : { is: 'refused', answer }
  } catch {
    // No line, a cut, or something in between that speaks another language.
    return { is: 'later' }
  }
}

/** The words of a question and what was answered, for each question of the form. */
function shownIn(answers: HTMLFormElement): [string, string][] {
  return [...answers.querySelectorAll<HTMLElement>('[id^="question-"]')].map((block) => {
    const named = block.querySelector('legend, label')?.cloneNode(true) as HTMLElement | undefined
    named?.querySelector('.optional')?.remove()
    const label = named?.textContent?.trim() ?? ''
    const values = [...block.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')]
    const texts = values.flatMap((control) => {
      if (control instanceof HTMLTextAreaElement) return control.value.trim() || []
      return control.checked ? (control.labels?.[0]?.textContent?.trim() ?? control.value) : []
    })
    return [label, texts.join('; ')]
  })
}

function tell(tone: 'good' | 'warn' | 'bad', title: string, text: string): void {
  const notice = part('phone-notice')
  notice.className = `notice notice-${tone}`
  notice.hidden = false
  part('phone-title').textContent = title
  part('phone-text').textContent = text
}

function showList(id: string, items: Node[]): void {
  const list = part(id)
  list.hidden = items.length === 0
  list.replaceChildren(...items)
}

const linkTo = (field: string, text: string) => {
  const link = document.createElement('a')
  link.href = `#${CSS.escape(`field-${field}`)}`
  link.textContent = text
  link.addEventListener('click', (event) => {
    const control = form?.elements.namedItem(field)
    const target = control instanceof RadioNodeList ? control[0] : control
    if (!(target instanceof HTMLElement)) return
    event.preventDefault()
    target.focus()
  })
  return link
}

function showSent({ givenAt, taken }: Kept): void {
  const { lacking = 0, isLate = false, isOlder = false } = taken ?? {}
  if (isOlder) tell('warn', say('sent'), say('sentOlder'))
  else if (isLate) tell('good', say('sent'), say('sentLate', { time: timeOf(givenAt) }))
  else if (lacking > 0) tell('warn', say('sent'), say('sentLacking', { count: lacking }))
  else tell('good', say('sent'), say(page?.isAnonymous ? 'sentOnce' : 'sentText', { time: timeOf(givenAt) }))
}

/** What this phone has of the page's own questionnaire. */
function show(one: Kept | undefined): void {
  part('phone-notice').hidden = one === undefined
  part('phone-send').hidden = one?.state !== 'waiting'
  showList('phone-problems', [])
  showList('phone-answers', [])
  if (form) form.hidden = one?.state === 'sent' && page?.isAnonymous === true
  if (!one) return
  if (one.state === 'sent') {
    showSent(one)
    return
  }
  if (one.state === 'waiting') tell('warn', say('waiting'), say('waitingText', { time: timeOf(one.givenAt) }))
  else {
    tell('bad', say('refused'), `${one.refused?.message ?? ''} ${say('refusedKept')}`)
    const problems = one.refused?.fields ?? []
    showList(
      'phone-problems',
      problems.map(({ field, message }) => element('li', form ? linkTo(field, message) : message)),
    )
  }
  if (form) return
  showList(
    'phone-answers',
    one.shown.map(([question, answer]) =>
      element('div', element('dt', question), element('dd', answer || '–')),
    ),
  )
}

/** The record the page is about: of its moment, or where it is not open whatever of it was not received. */
const ownIn = (all: { id: string; value: Kept }[]) =>
  all.find(({ id }) => id === ownId) ??
  (form ? undefined : all.find(({ value }) => value.questionnaire === page?.id && value.state !== 'sent'))

/** What this phone has of other questionnaires of the same person. */
function showOthers(all: { id: string; value: Kept }[]): void {
  const own = ownIn(all)?.id
  const others = all.filter(({ id, value }) => id !== own && !(page && value.state === 'sent'))
  part('phone-others').hidden = others.length === 0
  showList(
    'phone-list',
    others.map(({ value }) => {
      const link = document.createElement('a')
      link.href = `${scope}/${value.questionnaire}`
      link.textContent = value.title
      return entry(link, say(`state.${value.state}`))
    }),
  )
}

async function start(): Promise<void> {
  const box = await Box.open<Kept>('answers')
  if (!box || !('serviceWorker' in navigator)) return
  part('phone').hidden = false
  const all = () => box.all(prefix)
  const showAll = async () => {
    const kept = await all()
    if (page) show(ownIn(kept)?.value)
    showOthers(kept)
  }
  const refreshCopy = async () => {
    const path = `${location.pathname}?lang=${document.documentElement.lang}`
    return (await reach(scope, config.worker)) && keepCopy(scope, path, { as: 'visitor' })
  }

  for (const { id, value } of await all()) {
    if (value.state === 'sent' && Date.now() - value.givenAt > marksFor) await box.delete(id)
  }
  const before = await all()
  const own = ownIn(before)?.value
  if (form && own && own.state !== 'sent') fillIn(form, own.fields)
  await showAll()

  const go = retrying(async () => {
    let waits = false
    for (const { id, value } of await all()) {
      if (value.state !== 'waiting') continue
      const heard = await send(value)
      // Meanwhile it may have been answered anew, or thrown away.
      if ((await box.get(id))?.id !== value.id) {
        waits = true
        continue
      }
      if (heard.is === 'later') waits = true
      else if (heard.is === 'refused')
        await box.put(id, { ...value, state: 'refused', refused: heard.answer })
      else {
        await box.put(id, { ...value, state: 'sent', fields: {}, shown: [], taken: heard.answer })
        if (id === ownId) void refreshCopy()
      }
    }
    await showAll()
    return waits
  })

  part('phone-send').addEventListener('click', go)
  if (form && page) takeForm(form, page, box, { go, showAll })
  takeWipe(box, all)
  go()
  if (await refreshCopy()) part('phone-ready').textContent = say(page ? 'ready' : 'readyList')
  part('phone-here').hidden = false
}

/** Keeps what is sent before it is sent. */
function takeForm(
  answers: HTMLFormElement,
  about: NonNullable<PhoneConfig['page']>,
  box: Box<Kept>,
  { go, showAll }: { go(): void; showAll(): Promise<void> },
): void {
  answers.addEventListener('submit', (event) => {
    event.preventDefault()
    event.stopPropagation()
    const fields = fieldsOf(answers)
    const lacking = about.isAnonymous
      ? about.required.filter(({ fields: names, isOneEnough }) =>
          isOneEnough ? !names.some((name) => fields[name]) : !names.every((name) => fields[name]?.trim()),
        )
      : []
    if (lacking.length > 0) {
      tell('bad', say('lackingTitle'), say('lackingText'))
      showList(
        'phone-problems',
        lacking.map(({ number, fields: names }) => {
          const empty = names.find((name) => !fields[name]) ?? names[0] ?? ''
          return element('li', linkTo(empty, say('lacking', { number })))
        }),
      )
      part('phone').scrollIntoView()
      part('phone-notice').focus()
      return
    }
    const { submitter } = event
    void (async () => {
      const before = await box.get(ownId)
      // Pressed again without a change, it is the same sending.
      const isSame = before?.state === 'waiting' && JSON.stringify(before.fields) === JSON.stringify(fields)
      await box.put(ownId, {
        state: 'waiting',
        questionnaire: about.id,
        title: about.title,
        to: about.to,
        id: isSame ? before.id : crypto.randomUUID(),
        givenAt: isSame ? before.givenAt : Date.now(),
        fields,
        shown: shownIn(answers),
      })
      void navigator.storage?.persist?.()
      await showAll()
      go()
      const upTo = submitter instanceof HTMLButtonElement ? submitter.value : ''
      const next = upTo === '' ? part('phone') : document.getElementById(`question-${upTo}`)
      next?.scrollIntoView()
    })()
  })
}

/** Wipes on request; asks twice where something would be lost. */
function takeWipe(box: Box<Kept>, all: () => Promise<{ id: string; value: Kept }[]>): void {
  const button = part('phone-wipe')
  let isAsked = false
  button.addEventListener('click', async () => {
    const kept = await all()
    const unsent = kept.filter(({ value }) => value.state !== 'sent').length
    if (unsent > 0 && !isAsked) {
      isAsked = true
      part('phone-ready').textContent = say('wipeAsk', { count: unsent })
      return
    }
    for (const { id } of kept) await box.delete(id)
    await forgetCopies(scope)
    show(undefined)
    showOthers([])
    button.hidden = true
    part('phone-ready').textContent = say('wiped')
  })
}

await start()
