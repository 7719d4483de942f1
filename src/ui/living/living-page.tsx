import { checkForm, type Typed, typedForm } from '../../platform/http/form.ts'
import { page, type RequestContext } from '../../platform/http/route.ts'
import type { FieldProblem } from '../../platform/result.ts'
import { renderPage } from '../frame/page.tsx'
import { Columns } from '../parts/section.tsx'
import { ChartParts, FigureParts, MapParts, TableParts } from './data-parts.tsx'
import { ConfirmParts, FormParts, sampleForm } from './form-parts.tsx'
import { ActionParts, FactParts, FrameParts, StateParts, TextParts } from './text-parts.tsx'

const show = (c: RequestContext, typed?: Typed, problems?: readonly FieldProblem[]) => {
  const { t, format } = c.var
  const given = { t, format }
  return renderPage(
    c,
    { title: t('ui.living.title'), lead: t('ui.living.lead'), status: problems ? 422 : 200 },
    <>
      <FigureParts {...given} />
      <MapParts {...given} />
      <ChartParts {...given} />
      <TableParts {...given} />
      <Columns>
        <FormParts t={t} typed={typed} problems={problems} />
        <div class="stack">
          <StateParts t={t} />
          <ConfirmParts t={t} />
        </div>
      </Columns>
      <FactParts t={t} />
      <FrameParts t={t} />
      <ActionParts t={t} />
      <TextParts t={t} />
    </>,
  )
}

/** Every part in every state, to look at and to test; its form goes through the whole error loop. */
export const livingPage = [
  page('get', '/ui', 'public', (c) => show(c)),
  page('post', '/ui', 'public', async (c) => {
    const typed = await typedForm(c)
    const checked = checkForm(sampleForm, typed)
    return checked.ok ? c.redirect('/ui', 303) : show(c, typed, checked.refusal.fields)
  }),
]
