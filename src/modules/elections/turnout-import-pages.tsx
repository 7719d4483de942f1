import type { RequestContext } from '../../platform/http/route.ts'
import { translateKey } from '../../platform/i18n/catalogue.ts'
import { type FieldProblem, type Refusal, statusOf } from '../../platform/result.ts'
import { FileField, Form, Notice, refusalPage, renderPage, Section } from '../../ui/index.ts'
import { unitTree } from '../directory/index.ts'
import { contestsOf, type Election, electionById, nameIn } from './elections-read-model.ts'
import { importTurnout } from './import-turnout.ts'
import { missing } from './missing.ts'
import { turnoutColumns, turnoutFile } from './turnout-file.ts'
import { turnoutId } from './turnout-id.ts'
import { TurnoutTable } from './views/turnout-table.tsx'

const elections = '/desk/elections'

function uploadPage(c: RequestContext, election: Election, refusal?: Refusal): Promise<Response> {
  const { t } = c.var
  const page = `${elections}/${election.id}`
  const problems = refusal?.fields ?? []
  return renderPage(
    c,
    {
      title: t('elections.turnout.import'),
      lead: t('elections.import.lead'),
      crumbs: crumbs(c, election),
      current: elections,
      status: refusal ? statusOf(refusal) : 200,
    },
    <>
      {refusal && (
        <Notice tone="bad" title={translateKey(t.locale, refusal.key, refusal.params)}>
          <ul>
            {problems.slice(0, 100).map((problem) => (
              <li>{problemWords(c, problem)}</li>
            ))}
          </ul>
        </Notice>
      )}
      <Form
        t={t}
        action={`${page}/turnout/import`}
        enctype="multipart/form-data"
        submit={t('elections.import.look')}
        cancel={{ href: `${page}#turnout`, label: t('ui.confirm.cancel') }}
      >
        <FileField
          t={t}
          name="file"
          label={t('elections.import.file')}
          hint={t('elections.import.columns', {
            columns: turnoutColumns.map(({ heading }) => heading).join(', '),
          })}
          accept=".csv,text/csv"
          required
        />
      </Form>
    </>,
  )
}

/** A problem with its row and column in words. */
function problemWords(c: RequestContext, { key, params }: FieldProblem): string {
  const { t } = c.var
  const words = translateKey(t.locale, key, params)
  const row = params?.row
  const column = params?.column
  return row === undefined || column === undefined
    ? words
    : `${t('elections.import.at', { row, column })}: ${words}`
}

function crumbs(c: RequestContext, election: Election) {
  const { t } = c.var
  const page = `${elections}/${election.id}`
  return [
    { label: t('elections.nav'), href: elections },
    { label: nameIn(t.locale, election), href: page },
    { label: t('elections.turnout.title'), href: `${page}/turnout` },
    { label: t('elections.turnout.import') },
  ]
}

export async function importTurnoutPage(c: RequestContext): Promise<Response> {
  const election = await electionById(c.var.services.db, c.req.param('election') ?? '')
  return election ? uploadPage(c, election) : missing(c)
}

/** Looks at an uploaded file and shows what it holds; imports nothing until the second form says so. */
export async function postImportTurnout(c: RequestContext): Promise<Response> {
  const { services, actor, t, format } = c.var
  const election = await electionById(services.db, c.req.param('election') ?? '')
  if (!election || !actor) return missing(c)
  const body = await c.req.parseBody()
  const page = `${elections}/${election.id}`
  if (typeof body.confirmed === 'string') {
    const bytes = new TextEncoder().encode(body.confirmed)
    const result = await importTurnout(services, actor, { electionId: election.id, bytes })
    if (result.ok) return c.redirect(`${page}/turnout?done=saved`, 303)
    return result.refusal.kind === 'forbidden'
      ? refusalPage(c, result.refusal, 403)
      : uploadPage(c, election, result.refusal)
  }
  const bytes = body.file instanceof File ? new Uint8Array(await body.file.arrayBuffer()) : new Uint8Array()
  const tree = await unitTree(services)
  const contests = await contestsOf(services.db, election.id)
  const file = turnoutFile(bytes, { tree, contests, electionId: election.id })
  if (!file.ok) return uploadPage(c, election, file.refusal)
  return renderPage(
    c,
    {
      title: t('elections.import.preview', { count: file.value.length }),
      lead: t('elections.import.previewLead'),
      crumbs: crumbs(c, election),
      current: elections,
    },
    <Section>
      <TurnoutTable
        speech={{ t, format }}
        tree={tree}
        records={file.value.map((record) => ({ ...record, id: turnoutId(record), example: false }))}
        contests={contests}
        caption={t('elections.turnout.caption')}
        page={`${page}/turnout`}
      />
      <Form
        t={t}
        action={`${page}/turnout/import`}
        submit={t('elections.import.confirm', { count: file.value.length })}
        cancel={{ href: `${page}/turnout/import`, label: t('ui.confirm.cancel') }}
        hidden={{ confirmed: new TextDecoder().decode(bytes) }}
      />
    </Section>,
  )
}
