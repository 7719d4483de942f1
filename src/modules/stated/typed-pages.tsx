import { checkForm, type Typed } from '../../platform/http/form.ts'
import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import type { FieldProblem } from '../../platform/result.ts'
import { answerForm, refusalPage, renderPage, Section } from '../../ui/index.ts'
import { chosenUnit, scopeFromQuery, type Unit, unitParam } from '../directory/index.ts'
import { nameIn } from '../elections/index.ts'
import { largestImage } from '../publications/index.ts'
import { uploadEvidence } from './evidence.ts'
import { figureInput } from './figure-input.ts'
import { readFileForm } from './read-file-form.ts'
import { stateFigure } from './state-figure.ts'
import { noticeChoices, type StatedView, statedHref, statedPath, statedView, todayOf } from './stated-view.ts'
import { TypedForm } from './views/typed-form.tsx'

const access = { permission: 'stated.change', scope: scopeFromQuery('stated.change') }

/** Between the largest picture and this the form comes back and says so at the field; above it is refused unread. */
const largestRequest = 2.5 * largestImage

/** The order in which the form asks, so that problems are listed as they stand. */
const asked = [
  'kind',
  'value',
  'channel',
  'account',
  'statedOn',
  'from',
  'until',
  'link',
  'source',
  'evidence',
]

interface Shown {
  view: StatedView
  typed: Typed
  problems?: readonly FieldProblem[]
}

async function show(c: RequestContext, { view, typed, problems }: Shown): Promise<Response> {
  const { t, unit, election } = view
  const { evidence } = typed
  return renderPage(
    c,
    {
      title: t(typed.kind === 'followers' ? 'stated.followers.title' : 'stated.type.title'),
      lead: `${unit.shortName}, ${nameIn(t.locale, election)}`,
      current: '/desk/reach',
      scope: unit.id,
      crumbs: [{ label: t('stated.tab'), href: statedHref(view) }],
      status: problems ? 422 : 200,
    },
    <Section lead={t(typed.kind === 'followers' ? 'stated.potential.lead' : 'stated.type.lead')}>
      <TypedForm
        view={view}
        typed={typed}
        problems={problems}
        action={statedHref(view, '/new')}
        notices={await noticeChoices(c, view)}
        today={todayOf(c, unit)}
        picture={evidence ? `${statedPath}/${unitParam(unit)}/evidence/${evidence}` : null}
      />
    </Section>,
  )
}

const unknownElection = (c: RequestContext) =>
  refusalPage(c, { kind: 'missing', key: 'stated.refusal.election' }, 404)

async function newPage(c: RequestContext): Promise<Response> {
  const unit = await chosenUnit(c, 'stated.change')
  const view = await statedView(c, unit)
  if (!view) return unknownElection(c)
  const kind = c.req.query('kind') === 'followers' ? 'followers' : 'people'
  return show(c, { view, typed: { kind, statedOn: todayOf(c, unit) } })
}

/** Keeps the picture that came along and says in `typed.evidence` which it is. */
async function takePicture(
  c: RequestContext,
  unit: Unit,
  typed: Typed,
  file: File | null,
): Promise<readonly FieldProblem[]> {
  const { actor, services } = c.var
  if (!file || !actor) return []
  const bytes = new Uint8Array(await file.arrayBuffer())
  const kept = await uploadEvidence(services, actor, { workUnitId: unit.id, bytes })
  if (!kept.ok) return kept.refusal.fields ?? []
  typed.evidence = kept.value
  return []
}

async function state(c: RequestContext): Promise<Response> {
  const unit = await chosenUnit(c, 'stated.change')
  const view = await statedView(c, unit)
  const { services, actor } = c.var
  if (!view || !actor) return unknownElection(c)
  const { typed, file } = await readFileForm(c, 'evidence')
  typed.evidence = typed.kept ?? ''
  const atPicture = await takePicture(c, unit, typed, file)
  const checked = checkForm(figureInput, typed)
  // A picture that was refused says why itself; that one is needed goes without saying then.
  const others = checked.ok ? [] : (checked.refusal.fields ?? [])
  const problems = [
    ...others.filter(({ field }) => field !== 'evidence' || atPicture.length === 0),
    ...atPicture,
  ].toSorted((a, b) => asked.indexOf(a.field) - asked.indexOf(b.field))
  if (!checked.ok || problems.length > 0) return show(c, { view, typed, problems })
  const result = await stateFigure(services, actor, {
    unit,
    electionId: view.election.id,
    input: checked.value,
  })
  return answerForm(c, result, {
    to: ({ id }) => `${statedPath}/${unitParam(unit)}/${id}?done=stated`,
    again: (wrong) => show(c, { view, typed, problems: wrong }),
  })
}

export const typedPages: readonly Route[] = [
  page('get', `${statedPath}/new`, access, newPage),
  page('post', `${statedPath}/new`, access, state, { maxBytes: largestRequest }),
]
