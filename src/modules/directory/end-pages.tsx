import { type Typed, typedForm } from '../../platform/http/form.ts'
import { page, type RequestContext } from '../../platform/http/route.ts'
import type { FieldProblem } from '../../platform/result.ts'
import { answerForm, DateField, Form, RadioGroup, renderPage, Section } from '../../ui/index.ts'
import { type AppointmentRecord, appointmentById } from './appointments-read-model.ts'
import { endAppointment } from './end-appointment.ts'
import { type EndReason, endReasons } from './end-reasons.ts'
import { positionIn } from './people-read-model.ts'
import { todayIn } from './today.ts'
import { unitHref } from './unit-address.ts'
import { crumbsOf } from './unit-page.tsx'
import { scopeFromPath, unitInPath } from './unit-scope.ts'
import type { Unit } from './unit-tree.ts'
import type { FieldsProps } from './views/person-fields.tsx'

const access = { permission: 'directory.change', scope: scopeFromPath }
const path = '/desk/units/:unit/appointments/:id/end'

/** The unit and the appointment in the path, or undefined. */
export async function appointmentInPath(
  c: RequestContext,
): Promise<{ unit: Unit; appointment: AppointmentRecord } | undefined> {
  const unit = await unitInPath(c)
  const id = c.req.param('id') ?? ''
  if (!unit || !/^[0-9a-f-]{36}$/i.test(id)) return undefined
  const appointment = await appointmentById(c.var.services.db, unit.id, id)
  return appointment && { unit, appointment }
}

/** Why an appointment ends. */
export const ReasonField = ({ t, typed, problems, label }: FieldsProps & { label: string }) => (
  <RadioGroup
    {...{ t, typed, problems, label }}
    name="reason"
    required
    options={endReasons.map((reason) => ({
      value: reason,
      label: t(`directory.endReason.${reason}`),
      hint: reason === 'moved' ? t('directory.end.movedHint') : undefined,
    }))}
  />
)

export const reasonTyped = ({ reason }: Typed): EndReason | undefined =>
  endReasons.find((known) => known === reason)

async function showEnd(
  c: RequestContext,
  { unit, appointment }: { unit: Unit; appointment: AppointmentRecord },
  typed: Typed,
  problems: readonly FieldProblem[] = [],
) {
  const { t } = c.var
  return renderPage(
    c,
    {
      title: t('directory.end.title', { name: appointment.personName }),
      lead: t('directory.end.lead', { position: positionIn(appointment, t.locale), unit: unit.shortName }),
      crumbs: await crumbsOf(c, unit),
      current: '/desk/units',
      scope: unit.id,
      status: problems.length > 0 ? 422 : 200,
    },
    <Section>
      <Form
        t={t}
        action={`${unitHref(unit)}/appointments/${appointment.id}/end`}
        problems={problems}
        typed={typed}
        submit={t('directory.end.submit')}
        cancel={{ href: unitHref(unit), label: t('directory.appoint.cancel') }}
        tone="bad"
      >
        <DateField {...{ t, typed, problems }} name="on" label={t('directory.end.on')} required />
        <ReasonField {...{ t, typed, problems }} label={t('directory.end.reason')} />
      </Form>
    </Section>,
  )
}

/** The form that ends an appointment early. */
export const endPages = [
  page('get', path, access, async (c) => {
    const found = await appointmentInPath(c)
    if (!found) return c.notFound()
    return showEnd(c, found, { on: todayIn(c.var.services, found.unit) })
  }),
  page('post', path, access, async (c) => {
    const { services, actor } = c.var
    const found = await appointmentInPath(c)
    if (!found || !actor) return c.notFound()
    const typed = await typedForm(c)
    const result = await endAppointment(services, actor, {
      unitId: found.unit.id,
      appointmentId: found.appointment.id,
      on: typed.on ?? '',
      reason: reasonTyped(typed),
    })
    return answerForm(c, result, {
      to: () => `${unitHref(found.unit)}?done=ended`,
      again: (problems) => showEnd(c, found, typed, problems),
    })
  }),
]
