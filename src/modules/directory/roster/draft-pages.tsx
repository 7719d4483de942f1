import { type Typed, typedForm } from '../../../platform/http/form.ts'
import { page, type RequestContext } from '../../../platform/http/route.ts'
import { type Refusal, type Result, statusOf } from '../../../platform/result.ts'
import { ConfirmForm, Notice, renderPage } from '../../../ui/index.ts'
import { cancelRoster } from './cancel-import.ts'
import { chooseColumns, chooseHeaderRow } from './choose-columns.ts'
import { chooseSheet } from './choose-sheet.ts'
import { acceptMends, decideProblems, forgetDecisions, skipRows } from './decide-mends.ts'
import { type Draft, ownImport } from './draft.ts'
import { startConfirm } from './import-jobs.ts'
import type { RosterImport } from './imports-read-model.ts'
import type { ColumnOf } from './layout.ts'
import { previewPage } from './preview-page.tsx'
import type { Decision } from './problems.ts'
import { progressOf } from './progress.ts'
import { type RosterField, rosterFields } from './roster-words.ts'
import { refused, rosterCrumbs, scopeOfImport } from './upload-pages.tsx'
import { ColumnsBody } from './views/columns.tsx'
import { ConfirmingBody, EndedBody } from './views/ended.tsx'

const access = { permission: 'directory.import', scope: scopeOfImport } as const
const hrefOf = (head: Pick<RosterImport, 'id'>) => `/desk/people/import/${head.id}`

/** Finds the caller's own import and goes on with it; others are told that there is none. */
const withImport =
  (go: (c: RequestContext, draft: Draft) => Promise<Response>) =>
  async (c: RequestContext): Promise<Response> => {
    const { services, actor } = c.var
    if (!actor) return refused(c, { kind: 'forbidden', key: 'ui.refusal.signIn' })
    const own = await ownImport(services, actor, c.req.param('id') ?? '')
    return own.ok ? go(c, own.value) : refused(c, own.refusal)
  }

/** After a choice: the preview again, or the refusal. */
const back = (c: RequestContext, { head }: Draft, result: Result<unknown>, done = '') =>
  result.ok ? c.redirect(`${hrefOf(head)}${done}`, 303) : refused(c, result.refusal)

async function showColumns(
  c: RequestContext,
  { head, unit }: Draft,
  wrong?: { typed: Typed; refusal: Refusal },
) {
  const { t, format } = c.var
  if (!head.layout || !head.choices) return showImport(c, { head, unit })
  const chosen = Object.entries(head.choices.columns).map(([field, column]) => [field, String(column)])
  const typed = wrong?.typed ?? { ...Object.fromEntries(chosen), defaultFrom: head.choices.defaultFrom ?? '' }
  return renderPage(
    c,
    {
      title: t('directory.roster.columns.title'),
      lead: t('directory.roster.columns.lead'),
      crumbs: rosterCrumbs(c.var, unit),
      current: '/desk/units',
      status: wrong ? statusOf(wrong.refusal) : 200,
    },
    <ColumnsBody
      t={t}
      format={format}
      head={head}
      layout={head.layout}
      typed={typed}
      problems={wrong?.refusal.fields}
    />,
  )
}

async function showImport(c: RequestContext, draft: Draft): Promise<Response> {
  const { head, unit } = draft
  const { t, format } = c.var
  if (head.state === 'columns') return showColumns(c, draft)
  if (head.state === 'preview' && head.counts) return previewPage(c, draft, head.counts)
  const isRunning = head.state === 'confirming'
  return renderPage(
    c,
    {
      title: t(
        isRunning
          ? 'directory.roster.confirming.title'
          : head.state === 'done'
            ? 'directory.roster.done.title'
            : 'directory.roster.title',
      ),
      crumbs: rosterCrumbs(c.var, unit),
      current: '/desk/units',
      head: isRunning ? <meta http-equiv="refresh" content="2" /> : undefined,
    },
    isRunning ? (
      <ConfirmingBody t={t} format={format} head={head} progress={progressOf(head.id)} />
    ) : (
      <>
        {c.req.query('done') === 'cancelled' && (
          <Notice tone="good">{t('directory.roster.notice.cancelled')}</Notice>
        )}
        <EndedBody t={t} format={format} head={head} unit={unit} />
      </>
    ),
  )
}

async function takeColumns(c: RequestContext, draft: Draft) {
  const typed = await typedForm(c)
  const columns: ColumnOf = {}
  for (const field of rosterFields) {
    const column = typed[field] ?? ''
    if (/^\d+$/.test(column)) columns[field as RosterField] = Number(column)
  }
  const choice = { columns, defaultFrom: typed.defaultFrom || null }
  const { services, actor } = c.var
  if (!actor) return refused(c, { kind: 'forbidden', key: 'ui.refusal.signIn' })
  const chosen = await chooseColumns(services, actor, draft.head.id, choice)
  if (chosen.ok || chosen.refusal.kind !== 'invalid' || !chosen.refusal.fields) return back(c, draft, chosen)
  return showColumns(c, draft, { typed, refusal: chosen.refusal })
}

async function takeHeaderRow(c: RequestContext, draft: Draft) {
  const { services, actor } = c.var
  if (!actor) return refused(c, { kind: 'forbidden', key: 'ui.refusal.signIn' })
  const typed = await typedForm(c)
  const row = /^\d+$/.test(typed.headerRow ?? '') ? Number(typed.headerRow) : Number.NaN
  const chosen = await chooseHeaderRow(services, actor, draft.head.id, row)
  if (chosen.ok) return c.redirect(`${hrefOf(draft.head)}/columns`, 303)
  if (!chosen.refusal.fields) return refused(c, chosen.refusal)
  return showColumns(c, draft, { typed, refusal: chosen.refusal })
}

async function takeSheet(c: RequestContext, draft: Draft) {
  const { services, actor } = c.var
  if (!actor) return refused(c, { kind: 'forbidden', key: 'ui.refusal.signIn' })
  const typed = await typedForm(c)
  const chosen = await chooseSheet(services, actor, draft.head.id, typed.sheet ?? '')
  if (chosen.ok) return c.redirect(`${hrefOf(draft.head)}/columns`, 303)
  if (!chosen.refusal.fields) return refused(c, chosen.refusal)
  return showColumns(c, draft, { typed, refusal: chosen.refusal })
}

/** The decisions typed on the page of problems: `key-3` names the problem, `choice-3` and `text-3` decide about it. */
function decisionsIn(typed: Typed): Record<string, Decision> {
  const decisions: Record<string, Decision> = {}
  for (const [name, key] of Object.entries(typed)) {
    const number = /^key-(\d+)$/.exec(name)?.[1]
    if (number === undefined) continue
    const text = (typed[`text-${number}`] ?? '').trim().slice(0, 200)
    const choice = typed[`choice-${number}`] ?? ''
    if (text !== '') decisions[key] = { text }
    else if (choice === 'skip') decisions[key] = { skip: true }
    else if (choice.startsWith('code:')) decisions[key] = { code: choice.slice(5) }
  }
  return decisions
}

/** A post that changes the draft and leads back to it. */
const change = (
  path: string,
  act: (
    c: RequestContext,
    id: string,
    actor: NonNullable<RequestContext['var']['actor']>,
  ) => Promise<Result<unknown>>,
  done = '',
) =>
  page(
    'post',
    `/desk/people/import/:id/${path}`,
    access,
    withImport(async (c, draft) => {
      const { actor } = c.var
      return actor
        ? back(c, draft, await act(c, draft.head.id, actor), done)
        : refused(c, { kind: 'forbidden', key: 'ui.refusal.signIn' })
    }),
    { maxBytes: 4 * 1024 * 1024 },
  )

async function askCancel(c: RequestContext, { head, unit }: Draft) {
  const { t } = c.var
  return renderPage(
    c,
    { title: t('directory.roster.cancel.title'), crumbs: rosterCrumbs(c.var, unit), current: '/desk/units' },
    <ConfirmForm
      t={t}
      action={`${hrefOf(head)}/cancel`}
      title={head.fileName}
      body={t('directory.roster.cancel.body', { file: head.fileName })}
      confirm={t('directory.roster.cancel.confirm')}
      cancelHref={hrefOf(head)}
      tone="bad"
    />,
  )
}

/** The steps of one import, from its columns to its end. */
export const rosterDraftPages = [
  page('get', '/desk/people/import/:id', access, withImport(showImport)),
  page(
    'get',
    '/desk/people/import/:id/columns',
    access,
    withImport((c, draft) => showColumns(c, draft)),
  ),
  page('post', '/desk/people/import/:id/columns', access, withImport(takeColumns)),
  page('post', '/desk/people/import/:id/header-row', access, withImport(takeHeaderRow)),
  page('post', '/desk/people/import/:id/sheet', access, withImport(takeSheet)),
  change(
    'mends',
    async (c, id, actor) => decideProblems(c.var.services, actor, id, decisionsIn(await typedForm(c))),
    '?done=checked',
  ),
  change('accept', (c, id, actor) => acceptMends(c.var.services, actor, id), '?done=checked'),
  change('reset', (c, id, actor) => forgetDecisions(c.var.services, actor, id)),
  change(
    'rows',
    async (c, id, actor) => {
      const { row, skip } = await typedForm(c)
      return skipRows(c.var.services, actor, id, { rows: [Number(row)], skip: skip === 'on' })
    },
    '?view=rows',
  ),
  change('confirm', (c, id, actor) => startConfirm(c.var.services, actor, id)),
  page('get', '/desk/people/import/:id/cancel', access, withImport(askCancel)),
  change('cancel', (c, id, actor) => cancelRoster(c.var.services, actor, id), '?done=cancelled'),
]
