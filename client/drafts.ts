// What a scribe types outlives a lost line, a closed browser and an empty battery: it is kept on the device while it is
// written, and what was saved without a line is sent when there is one. The page works without this.
import type { DraftConfig } from '../src/modules/evaluation/draft-shapes.ts'
import type { Box } from './kept/box.ts'
import { keepCopy, reach } from './kept/copies.ts'
import { type Kept, openDrafts } from './kept/drafts-box.ts'
import { newId } from './kept/new-id.ts'
import { configIn, entry, fieldsOf, fillIn, type Params, part, sayer, timeOf } from './kept/page.ts'
import { retrying } from './kept/retry.ts'

const { words, ...config } = configIn<DraftConfig>('draft')
const sayWhole = sayer(words)
const say = (key: string, params?: Params) => sayWhole(`evaluation.device.${key}`, params)
/** What nobody came back for goes after this many milliseconds. */
const keptFor = 14 * 86_400_000
/** So long after the last key, in milliseconds, what was typed is kept. */
const pause = 300
/** Travels with a form without being shown, and belongs to what was typed. */
const carried = ['id', 'version']

const prefix = `${config.account} ${config.classId} `
const isNew = config.form.endsWith(' new')
/** The copy that opens without a network. */
const isCopy = isNew && config.offline === null

const formIn = (root: ParentNode) => root.querySelector<HTMLFormElement>('[data-draft] form')
/** A new line belongs to the session it is written under; everything else has one draft. */
const draftIdOf = (form: HTMLFormElement) =>
  `${prefix}${config.form}${config.form === 'line new' ? ` ${fieldsOf(form).session ?? ''}` : ''}`
const labelOf = (fields: Record<string, string>) =>
  (fields.point || fields.words || fields.said || '').slice(0, 80)

type Heard =
  | { is: 'saved' }
  | { is: 'later' }
  /** The page that says what is wrong. */
  | { is: 'refused'; page: Document }

/** Sends a form as the browser would; what answers is a redirect (saved), a page (refused), or nobody. */
async function send(action: string, fields: Record<string, string>): Promise<Heard> {
  try {
    const response = await fetch(action, {
      method: 'POST',
      body: new URLSearchParams(fields),
      redirect: 'manual',
      signal: AbortSignal.timeout(20_000),
    })
    if (response.type === 'opaqueredirect') return { is: 'saved' }
    const isPage = response.headers.get('content-type')?.startsWith('text/html') ?? false
    if (!isPage || response.status === 429 || response.status >= 500) return { is: 'later' }
    return { is: 'refused', page: new DOMParser().parseFromString(await response.text(), 'text/html') }
  } catch {
    return { is: 'later' }
  }
}

/** The sentence of a page that refused something. */
const reasonIn = (page: Document) =>
  (page.querySelector('#problems li') ?? page.querySelector('.refusal p'))?.textContent?.trim() ??
  say('refused')

function tell(text: string, { mayDiscard = false } = {}): void {
  part('draft-notice').hidden = false
  part('draft-text').textContent = text
  part('draft-discard').hidden = !mayDiscard
}

const button = (label: string, press: () => void): HTMLButtonElement => {
  const made = document.createElement('button')
  made.type = 'button'
  made.className = 'button button-plain'
  made.textContent = label
  made.addEventListener('click', press)
  return made
}

/** What waits, what was refused, and what is being written on other pages of this class. */
async function showKept(box: Box<Kept>, ownDraft: string, go: () => void): Promise<void> {
  if (!document.getElementById('draft-kept')) return
  const all = (await box.all(prefix)).filter(({ id }) => id !== ownDraft)
  part('draft-kept').hidden = all.length === 0
  part('draft-list').replaceChildren(
    ...all.map(({ id, value }) => {
      const discard = button(
        say('discard'),
        () => void box.delete(id).then(() => showKept(box, ownDraft, go)),
      )
      // Opened again, it is a draft once more; the page of its form fills it in.
      const open = button(say('open'), async () => {
        await box.put(value.draftId, { ...value, state: 'draft' })
        if (id !== value.draftId) await box.delete(id)
        location.assign(value.page)
        if (value.page.split('#')[0] === location.pathname + location.search) location.reload()
      })
      const how = value.state === 'refused' ? (value.message ?? say('refused')) : say(`state.${value.state}`)
      const first = value.state === 'waiting' ? button(say('send'), go) : open
      return entry(value.label || '…', `${timeOf(value.at)} · ${how}`, first, discard)
    }),
  )
}

/** Shows anew what the page lists, after something of it was sent. */
async function refreshTaken(): Promise<void> {
  const answer = await fetch(location.href).catch(() => null)
  if (!answer?.ok || answer.redirected) return
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html')
  for (const id of ['taken-lines', 'taken-findings']) {
    const [own, now] = [document.getElementById(id), fresh.getElementById(id)]
    if (own && now) own.replaceWith(document.importNode(now, true))
  }
}

/** Goes on to a page of ours, also where it is the one that is shown. */
function goTo(address: string): void {
  const to = new URL(address, location.href)
  const isHere = to.pathname === location.pathname && to.search === location.search
  if (!isHere) location.assign(to)
  else {
    history.replaceState(null, '', to)
    location.reload()
  }
}

async function start(): Promise<void> {
  const box = await openDrafts()
  const form = formIn(document)
  if (!box || !form) return
  for (const { id, value } of await box.all()) {
    if (Date.now() - value.at > keptFor) await box.delete(id)
  }
  // A copy of the page was made under one session and opened under another.
  const session = form.elements.namedItem('session')
  const asked = new URLSearchParams(location.search).get('session')
  if (session instanceof HTMLSelectElement && asked !== null) session.value = asked
  const isRefused = document.getElementById('problems') !== null
  // A copy of the page, or one come back to, would give two lines one identifier.
  if (isNew && !isRefused) fillIn(form, { ...fieldsOf(form), id: newId() }, ['id'])
  const initial = fieldsOf(form)
  const own = () => draftIdOf(formIn(document) ?? form)
  const list = () => showKept(box, own(), go)

  const go = retrying(async () => {
    let waits = false
    let sent = 0
    for (const { id, value } of await box.all(prefix)) {
      if (value.state !== 'waiting') continue
      const heard = await send(value.action, value.fields)
      if (heard.is === 'later') waits = true
      else if (heard.is === 'refused') {
        await box.put(id, { ...value, state: 'refused', message: reasonIn(heard.page) })
      } else {
        await box.delete(id)
        sent += 1
      }
    }
    await list()
    if (sent > 0) {
      // The page without what was taken down has done its service.
      if (isCopy && !(await box.get(own()))) location.reload()
      tell(say('sent', { count: sent }))
      await refreshTaken()
    }
    return waits
  })

  const kept = await box.get(own())
  if (kept && !isRefused) {
    fillIn(form, kept.fields, carried)
    tell(say('restored', { time: timeOf(kept.at) }), { mayDiscard: true })
  }
  takeForm(form, box, { initial, go, list })
  await list()
  const tellUnsent = () => {
    if (location.hash !== '#unsent') return
    tell(say('unsent'))
    part('draft-kept').scrollIntoView()
  }
  addEventListener('hashchange', tellUnsent)
  tellUnsent()
  go()
  const { offline } = config
  if (offline && 'serviceWorker' in navigator && (await reach(offline.scope, offline.worker))) {
    await keepCopy(offline.scope, offline.copy, { as: 'own' })
  }
}

/** Keeps what is typed into a form, and sends it; without a line it waits. */
function takeForm(
  form: HTMLFormElement,
  box: Box<Kept>,
  parts: { initial: Record<string, string>; go(): void; list(): Promise<void> },
): void {
  const { initial, go, list } = parts
  let timer: ReturnType<typeof setTimeout> | undefined
  let isBusy = false
  const record = (state: Kept['state']): Kept => {
    const fields = fieldsOf(form)
    const own = location.search.replace(/&?done=\w+/, '')
    const search = config.form === 'line new' ? `?session=${fields.session ?? ''}` : own
    return {
      state,
      page: location.pathname + search,
      action: form.action,
      draftId: draftIdOf(form),
      fields,
      label: labelOf(fields),
      at: Date.now(),
    }
  }
  const keep = async () => {
    clearTimeout(timer)
    timer = undefined
    if (isBusy) return
    const typed = record('draft')
    const isAsGiven = Object.entries(typed.fields).every(
      ([name, value]) => carried.includes(name) || (initial[name] ?? '') === value,
    )
    if (isAsGiven) await box.delete(typed.draftId)
    else {
      await box.put(typed.draftId, typed)
      part('draft-state').textContent = say('kept', { time: timeOf(typed.at) })
    }
  }
  form.addEventListener('input', () => {
    clearTimeout(timer)
    timer = setTimeout(() => void keep(), pause)
  })
  document.addEventListener('visibilitychange', () => {
    if (document.hidden && timer !== undefined) void keep()
  })
  part('draft-discard').addEventListener('click', async () => {
    clearTimeout(timer)
    await box.delete(draftIdOf(form))
    fillIn(form, initial, carried)
    part('draft-state').textContent = ''
    tell(say('discarded'))
  })

  form.addEventListener('submit', (event) => {
    event.preventDefault()
    event.stopPropagation()
    if (isBusy) return
    clearTimeout(timer)
    isBusy = true
    void (async () => {
      const typed = record('draft')
      await box.put(typed.draftId, typed)
      const heard = await send(typed.action, typed.fields)
      if (heard.is === 'saved') {
        await box.delete(typed.draftId)
        goTo(config.after.replace('{session}', encodeURIComponent(typed.fields.session ?? '')))
        return
      }
      isBusy = false
      if (heard.is === 'refused') {
        showRefusal(heard.page, box, parts)
        return
      }
      const id = typed.fields.id ?? config.form
      await box.put(`${prefix}waiting ${id}`, { ...typed, state: 'waiting' })
      await box.delete(typed.draftId)
      void navigator.storage?.persist?.()
      if (isNew) {
        fillIn(form, { ...initial, id: newId(), session: typed.fields.session ?? '' }, carried)
      }
      part('draft-state').textContent = ''
      tell(say('waiting'))
      await list()
      go()
      part('draft-notice').scrollIntoView({ block: 'center' })
    })()
  })
}

/** Puts a page that refused in the place of this one's content; what was typed is in its form, and kept. */
function showRefusal(page: Document, box: Box<Kept>, parts: Parameters<typeof takeForm>[2]): void {
  const [own, other] = [document.querySelector('main'), page.querySelector('main')]
  if (!own || !other) return
  own.replaceChildren(...document.importNode(other, true).childNodes)
  document.title = page.title
  const form = formIn(document)
  if (form) {
    takeForm(form, box, parts)
    void parts.list()
  }
  document.getElementById('problems')?.focus()
}

await start()
