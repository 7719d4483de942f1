import { z } from '@hono/zod-openapi'
import type { Actor } from '../../../platform/access.ts'
import { api, type RequestContext } from '../../../platform/http/route.ts'
import { ok, type Result, refuse } from '../../../platform/result.ts'
import { unitParam } from '../unit-address.ts'
import { chosenUnit, scopeFromQuery } from '../unit-scope.ts'
import { chooseColumns } from './choose-columns.ts'
import { confirmRoster } from './confirm-import.ts'
import { acceptMends, decideProblems } from './decide-mends.ts'
import { ownImport } from './draft.ts'
import { checkProblems, type NumberedProblem } from './imports-read-model.ts'
import { proposalOf } from './problems.ts'
import { rosterFields } from './roster-words.ts'
import { RosterWordsShown } from './shown.ts'
import { scopeOfImport, uploadBytes } from './upload-pages.tsx'
import { uploadRoster } from './upload-roster.ts'

const counts = z
  .record(z.string(), z.number())
  .describe(
    'Rows by what becomes of them: newPerson, newAppointment, changed, unchanged, duplicate, skipped, problem',
  )

const problem = z.object({
  key: z.string().describe('Names the problem in a decision'),
  kind: z.string(),
  field: z.string(),
  rows: z.array(z.number()).describe('As in the sheet, the first two hundred'),
  count: z.number(),
  column: z.string().nullable().describe('As the head of the sheet names it'),
  value: z.string(),
  message: z.string(),
  proposal: z.string().nullable(),
  mends: z.array(z.object({ code: z.string(), label: z.string() })),
})

const preview = z.object({
  id: z.string(),
  state: z.string(),
  unit: z.string(),
  file: z.string(),
  headerRow: z.number().nullable(),
  columns: z.record(z.string(), z.string()).describe('Which column holds which field'),
  counts: counts.nullable(),
  problems: z.array(problem),
  next: z.number().nullable().describe('`after` of the problems that follow'),
})
type Preview = z.input<typeof preview>

const params = z.object({ id: z.string() })
const decision = z.union([
  z.object({ code: z.string() }),
  z.object({ text: z.string().min(1).max(200) }),
  z.object({ skip: z.literal(true) }),
])

const pageOf = 200
const signIn = refuse({ kind: 'forbidden', key: 'ui.refusal.signIn' })

async function previewOf(c: RequestContext, id: string, after = 0): Promise<Result<Preview>> {
  const { services, actor } = c.var
  if (!actor) return signIn
  const own = await ownImport(services, actor, id)
  if (!own.ok) return own
  const { head, unit } = own.value
  const found = await checkProblems(services.db, head, { after, limit: pageOf + 1 })
  const shown = await RosterWordsShown.of(services, c.var)
  const columns = Object.entries(head.choices?.columns ?? {}).map(([field, column]) => [
    field,
    head.layout?.columns[column]?.letter ?? '',
  ])
  return ok({
    id,
    state: head.state,
    unit: unitParam(unit),
    file: head.fileName,
    headerRow: head.layout && head.layout.headerRow >= 0 ? head.layout.headerRow + 1 : null,
    columns: Object.fromEntries(columns),
    counts: head.counts,
    problems: found.slice(0, pageOf).map((one) => problemJson(one, shown)),
    next: found.length > pageOf ? (found[pageOf - 1]?.number ?? null) : null,
  })
}

const problemJson = (found: NumberedProblem, shown: RosterWordsShown): z.input<typeof problem> => ({
  key: found.key,
  kind: found.kind,
  field: found.field,
  rows: found.rows,
  count: found.count,
  column: found.column,
  value: found.value,
  message: shown.sentence(found),
  proposal: proposalOf(found) ?? null,
  mends: found.mends.map((code, at) => ({ code, label: shown.mend(found, code, at) })),
})

/** The file of a request: the body itself, or the field `file` of a form. */
async function fileOf(c: RequestContext): Promise<{ name: string; bytes: Uint8Array }> {
  const name = c.req.query('name') ?? 'roster'
  if ((c.req.header('content-type') ?? '').startsWith('multipart/form-data')) {
    const { file } = await c.req.parseBody()
    if (file instanceof File) return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }
  }
  return { name, bytes: new Uint8Array(await c.req.arrayBuffer()) }
}

/** After a change: the preview as it is now. */
async function then(c: RequestContext, id: string, act: (actor: Actor) => Promise<Result<unknown>>) {
  if (!c.var.actor) return signIn
  const done = await act(c.var.actor)
  return done.ok ? previewOf(c, id) : done
}

const access = { permission: 'directory.import', scope: scopeOfImport } as const

/** Rosters for programs: upload, look, decide, confirm. */
export const rosterApi = [
  api({
    method: 'post',
    path: '/api/v1/roster-imports',
    access: { permission: 'directory.import', scope: scopeFromQuery('directory.import') },
    summary:
      'Read a roster (xlsx, ods or csv as the body, or a form with `file`), guess its columns and check it',
    query: z.object({ unit: z.string().optional(), name: z.string().max(200).optional() }),
    response: preview,
    maxBytes: uploadBytes,
    handler: async (c) => {
      const { services, actor } = c.var
      if (!actor) return signIn
      const unit = await chosenUnit(c, 'directory.import')
      const made = await uploadRoster(services, actor, { unit, file: await fileOf(c) })
      if (!made.ok) return made
      const { id } = made.value
      const own = await ownImport(services, actor, id)
      const choices = own.ok ? own.value.head.choices : null
      // Without names and positions the columns have to be said first; the draft then waits for them.
      const isGuessed = choices?.columns.name !== undefined && choices.columns.position !== undefined
      if (!choices || !isGuessed) return previewOf(c, id)
      return then(c, id, () => chooseColumns(services, actor, id, choices))
    },
  }),
  api({
    method: 'get',
    path: '/api/v1/roster-imports/{id}',
    access,
    summary: 'What importing a roster would do, and its problems',
    params,
    query: z.object({ after: z.coerce.number().int().min(0).optional() }),
    response: preview,
    handler: (c, { params: { id }, query }) => previewOf(c, id, query.after),
  }),
  api({
    method: 'put',
    path: '/api/v1/roster-imports/{id}/columns',
    access,
    summary: 'Say which column (from 0) holds which field, and check again',
    params,
    body: z.object({
      columns: z.partialRecord(z.enum(rosterFields), z.number().int().min(0)),
      defaultFrom: z.iso.date().nullable().default(null),
    }),
    response: preview,
    handler: (c, { params: { id }, body }) =>
      then(c, id, (actor) => chooseColumns(c.var.services, actor, id, body)),
  }),
  api({
    method: 'post',
    path: '/api/v1/roster-imports/{id}/decisions',
    access,
    summary: 'Decide about problems by their keys, or accept every proposed mend, and check again',
    params,
    body: z.object({
      decisions: z.record(z.string(), decision).default({}),
      acceptProposed: z.boolean().default(false),
    }),
    response: preview,
    maxBytes: 4 * 1024 * 1024,
    handler: (c, { params: { id }, body }) =>
      then(c, id, async (actor) => {
        const decided = await decideProblems(c.var.services, actor, id, body.decisions)
        return decided.ok && body.acceptProposed ? acceptMends(c.var.services, actor, id) : decided
      }),
  }),
  api({
    method: 'post',
    path: '/api/v1/roster-imports/{id}/confirm',
    access,
    summary: 'Import a roster without problems: everything in one go, once',
    params,
    response: z.object({ id: z.string(), counts }),
    handler: async (c, { params: { id } }) => {
      const { services, actor } = c.var
      return actor ? confirmRoster(services, actor, id) : signIn
    },
  }),
]
