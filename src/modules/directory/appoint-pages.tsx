import { type Typed, typedForm } from '../../platform/http/form.ts'
import { page, type RequestContext } from '../../platform/http/route.ts'
import type { FieldProblem } from '../../platform/result.ts'
import { answerForm, DateField, FieldGroup, Form, renderPage, Section, SelectField } from '../../ui/index.ts'
import { appointPerson } from './appoint-person.ts'
import { appointeeChoice, typedAppointee } from './appointee-form.ts'
import { divisionsOf, nameIn, positionsOf } from './divisions-read-model.ts'
import { todayIn } from './today.ts'
import { unitHref } from './unit-address.ts'
import { crumbsOf } from './unit-page.tsx'
import { scopeFromPath, unitInPath } from './unit-scope.ts'
import type { Unit } from './unit-tree.ts'
import { AppointeeFields, FindKnown } from './views/appointee-fields.tsx'

const access = { permission: 'directory.change', scope: scopeFromPath }
const path = '/desk/units/:unit/appoint'

async function showAppoint(
  c: RequestContext,
  unit: Unit,
  typed: Typed,
  problems: readonly FieldProblem[] = [],
) {
  const { t, format } = c.var
  const choosing = {
    ...(await appointeeChoice(c, unit, typed, problems)),
    ...{ t, format, typed, problems, action: `${unitHref(unit)}/appoint` },
  }
  return renderPage(
    c,
    {
      title: t('directory.appoint.title', { unit: unit.shortName }),
      crumbs: await crumbsOf(c, unit),
      current: '/desk/units',
      scope: unit.id,
      status: problems.length > 0 ? 422 : 200,
    },
    <>
      {!choosing.person && <FindKnown {...choosing} />}
      <Section>
        <Form
          t={t}
          action={choosing.action}
          problems={problems}
          typed={typed}
          submit={t('directory.appoint.submit')}
          cancel={{ href: unitHref(unit), label: t('directory.appoint.cancel') }}
        >
          <AppointeeFields {...choosing} />
          <FieldGroup legend={t('directory.appoint.place')}>
            {await placeFields(c, typed, problems)}
          </FieldGroup>
        </Form>
      </Section>
    </>,
  )
}

/** Position, division and days. */
async function placeFields(c: RequestContext, typed: Typed, problems: readonly FieldProblem[]) {
  const { t, services } = c.var
  const field = { t, typed, problems }
  const option = (row: { code: string; nameId: string; nameEn: string }) => ({
    value: row.code,
    label: nameIn(row, t.locale),
  })
  return (
    <>
      <SelectField
        {...field}
        name="position"
        label={t('directory.appoint.position')}
        required
        options={[
          { value: '', label: t('directory.appoint.choosePosition') },
          ...(await positionsOf(services.db)).map(option),
        ]}
      />
      <SelectField
        {...field}
        name="division"
        label={t('directory.appoint.division')}
        hint={t('directory.appoint.divisionHint')}
        options={[
          { value: '', label: t('directory.appoint.noDivision') },
          ...(await divisionsOf(services.db)).map(option),
        ]}
      />
      <DateField {...field} name="from" label={t('directory.appoint.from')} required />
      <DateField
        {...field}
        name="until"
        label={t('directory.appoint.until')}
        hint={t('directory.appoint.untilHint')}
      />
    </>
  )
}

/** The form that appoints somebody to a unit. */
export const appointPages = [
  page('get', path, access, async (c) => {
    const unit = await unitInPath(c)
    if (!unit) return c.notFound()
    const { person = '', q = '', position = '' } = c.req.query()
    return showAppoint(c, unit, { person, q, position, from: todayIn(c.var.services, unit) })
  }),
  page('post', path, access, async (c) => {
    const { services, actor } = c.var
    const unit = await unitInPath(c)
    if (!unit || !actor) return c.notFound()
    const typed = await typedForm(c)
    const appointee = typedAppointee(typed)
    const result = appointee.ok
      ? await appointPerson(services, actor, {
          unitId: unit.id,
          appointee: appointee.value,
          position: typed.position ?? '',
          division: typed.division || null,
          from: typed.from ?? '',
          until: typed.until || undefined,
        })
      : appointee
    return answerForm(c, result, {
      to: () => `${unitHref(unit)}?done=appointed`,
      again: (problems) => showAppoint(c, unit, typed, problems),
    })
  }),
]
