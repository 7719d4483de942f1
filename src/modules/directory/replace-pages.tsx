import { type Typed, typedForm } from '../../platform/http/form.ts'
import { page, type RequestContext } from '../../platform/http/route.ts'
import type { FieldProblem } from '../../platform/result.ts'
import { answerForm, DateField, FieldGroup, Form, renderPage, Section } from '../../ui/index.ts'
import { appointeeChoice, typedAppointee } from './appointee-form.ts'
import type { AppointmentRecord } from './appointments-read-model.ts'
import { appointmentInPath, ReasonField, reasonTyped } from './end-pages.tsx'
import { divisionIn, positionIn } from './people-read-model.ts'
import { endOfTerm, replaceAppointment } from './replace-appointment.ts'
import { todayIn } from './today.ts'
import { unitHref } from './unit-address.ts'
import { crumbsOf } from './unit-page.tsx'
import { scopeFromPath } from './unit-scope.ts'
import type { Unit } from './unit-tree.ts'
import { AppointeeFields, FindKnown } from './views/appointee-fields.tsx'

const access = { permission: 'directory.change', scope: scopeFromPath }
const path = '/desk/units/:unit/appointments/:id/replace'

async function showReplace(
  c: RequestContext,
  { unit, appointment }: { unit: Unit; appointment: AppointmentRecord },
  typed: Typed,
  problems: readonly FieldProblem[] = [],
) {
  const { t, format, services } = c.var
  const action = `${unitHref(unit)}/appointments/${appointment.id}/replace`
  const field = { t, typed, problems }
  const choosing = { ...(await appointeeChoice(c, unit, typed, problems)), ...field, format, action }
  const end = await endOfTerm(services.db, appointment)
  return renderPage(
    c,
    {
      title: t('directory.replace.title', { name: appointment.personName }),
      lead: [positionIn(appointment, t.locale), divisionIn(appointment, t.locale), unit.shortName]
        .filter(Boolean)
        .join(' · '),
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
          action={action}
          problems={problems}
          typed={typed}
          submit={t('directory.replace.submit')}
          cancel={{ href: unitHref(unit), label: t('directory.appoint.cancel') }}
        >
          <AppointeeFields {...choosing} />
          <FieldGroup legend={t('directory.appoint.place')}>
            <DateField
              {...field}
              name="from"
              label={t('directory.replace.from')}
              hint={t('directory.replace.fromHint')}
              required
            />
            <DateField
              {...field}
              name="until"
              label={t('directory.appoint.until')}
              hint={
                end === null
                  ? t('directory.replace.untilHintOpen')
                  : t('directory.replace.untilHint', { day: format.day(end) })
              }
            />
            {appointment.endReason === null && (
              <ReasonField {...field} label={t('directory.replace.reason')} />
            )}
          </FieldGroup>
        </Form>
      </Section>
    </>,
  )
}

/** The form of an early replacement. */
export const replacePages = [
  page('get', path, access, async (c) => {
    const found = await appointmentInPath(c)
    if (!found) return c.notFound()
    const { person = '', q = '' } = c.req.query()
    return showReplace(c, found, { person, q, from: todayIn(c.var.services, found.unit) })
  }),
  page('post', path, access, async (c) => {
    const { services, actor } = c.var
    const found = await appointmentInPath(c)
    if (!found || !actor) return c.notFound()
    const typed = await typedForm(c)
    const appointee = typedAppointee(typed)
    const result = appointee.ok
      ? await replaceAppointment(services, actor, {
          unitId: found.unit.id,
          appointmentId: found.appointment.id,
          appointee: appointee.value,
          from: typed.from ?? '',
          until: typed.until || undefined,
          reason: reasonTyped(typed),
        })
      : appointee
    return answerForm(c, result, {
      to: () => `${unitHref(found.unit)}?done=replaced`,
      again: (problems) => showReplace(c, found, typed, problems),
    })
  }),
]
