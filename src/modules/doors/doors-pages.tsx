import { z } from 'zod'
import type { Actor } from '../../platform/access.ts'
import { dayIn } from '../../platform/clock.ts'
import { checkForm, type Typed, typedForm } from '../../platform/http/form.ts'
import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import type { FieldProblem } from '../../platform/result.ts'
import {
  answerForm,
  EmptyState,
  Form,
  LinkButton,
  PostButton,
  RadioGroup,
  Section,
  SelectField,
  TextField,
} from '../../ui/index.ts'
import { type Meeting, venueLetter, venuesOf } from '../meetings/index.ts'
import { addPhones, phonesAtMost } from './add-phones.ts'
import { admissionsOf } from './admissions-read-model.ts'
import { doorsOf, phonesOf } from './doors-read-model.ts'
import { aboutDoors, doorsHref, doorsPage, doorsPath, venuesRun, venuesToEquip } from './in-doors.tsx'
import { openDoor } from './open-door.ts'
import { relaysOf } from './relays-read-model.ts'
import { setSelfCheckIn } from './set-self-check-in.ts'
import type { DoorPurpose } from './tables.ts'
import { AdmissionsSection } from './views/admissions-table.tsx'
import { PhonesTable } from './views/phones-table.tsx'
import { RelaysTable } from './views/relays-table.tsx'
import { VenueField, venueWords } from './views/venue-field.tsx'

export const purposes: readonly DoorPurpose[] = ['arrival', 'session', 'room']

async function listPage(c: RequestContext, meeting: Meeting) {
  const { t, format, services } = c.var
  const venues = await venuesOf(services.db, meeting)
  const doors = await doorsOf(services.db, meeting)
  const phones = await phonesOf(services.db, meeting)
  const today = dayIn(meeting.timeZone, services.clock.now())
  const admissions = await admissionsOf(services.db, meeting)
  const run = await venuesRun(c, meeting)
  const own = await venuesToEquip(c, meeting)
  const at = venues.flatMap((venue) =>
    doors.filter(({ venueId }) => venueId === venue.id).map((door) => ({ venue, door })),
  )
  return doorsPage(
    c,
    meeting,
    {
      title: t('doors.list.title'),
      lead: t('doors.list.lead'),
      tab: '',
      actions: own.length > 0 && (
        <LinkButton href={doorsHref(meeting, 'new')}>{t('doors.list.add')}</LinkButton>
      ),
    },
    <>
      {at.length === 0 && (
        <Section>
          <EmptyState title={t('doors.list.empty')}>{t('doors.list.emptyText')}</EmptyState>
        </Section>
      )}
      {at.map(({ venue, door }) => (
        <Section
          title={door.name}
          lead={`${venueWords(venue)} · ${t(`doors.purpose.${door.purpose}`)}`}
          actions={
            own.some(({ id }) => id === venue.id) && (
              <>
                <LinkButton href={doorsHref(meeting, `phones/new?door=${door.id}`)}>
                  {t('doors.phone.add')}
                </LinkButton>
                <LinkButton href={doorsHref(meeting, `slips/${venue.id}`)}>
                  {t('doors.slips.print')}
                </LinkButton>
              </>
            )
          }
        >
          <p>{t(door.selfCheckIn ? 'doors.self.isOn' : 'doors.self.isOff')}</p>
          {(door.selfCheckIn ? run : own).some(({ id }) => id === venue.id) && (
            <PostButton
              action={doorsHref(meeting, 'self')}
              label={t(door.selfCheckIn ? 'doors.self.turnOff' : 'doors.self.turnOn')}
              fields={{ door: door.id, on: door.selfCheckIn ? 'no' : 'yes' }}
            />
          )}
          <PhonesTable
            speech={{ t, format }}
            meeting={meeting}
            today={today}
            phones={phones.filter(({ doorId }) => doorId === door.id)}
          />
        </Section>
      ))}
      {admissions.length > 0 && (
        <AdmissionsSection speech={{ t, format }} meeting={meeting} admissions={admissions} />
      )}
      <Section
        title={t('doors.relays.title')}
        lead={t('doors.relays.lead')}
        actions={
          own.length > 0 && (
            <LinkButton href={doorsHref(meeting, 'relays/new')}>{t('doors.relays.add')}</LinkButton>
          )
        }
      >
        <RelaysTable
          speech={{ t, format }}
          meeting={meeting}
          venues={venues}
          relays={await relaysOf(services.db, meeting)}
          now={services.clock.now()}
          linked
        />
      </Section>
    </>,
  )
}

const words = z.string().trim().min(1, 'ui.form.required').max(80, 'ui.form.invalid')
const doorShape = z.object({
  venue: z.string(),
  name: words,
  purpose: z.enum(['arrival', 'session', 'room'], 'ui.form.required'),
})

async function doorForm(
  c: RequestContext,
  meeting: Meeting,
  typed: Typed,
  problems?: readonly FieldProblem[],
) {
  const { t } = c.var
  const field = { t, typed, problems }
  const venues = await venuesToEquip(c, meeting)
  return doorsPage(
    c,
    meeting,
    { title: t('doors.list.add'), tab: '', crumb: t('doors.list.add'), status: problems ? 422 : 200 },
    <Section>
      <Form
        t={t}
        action={doorsHref(meeting, 'new')}
        problems={problems}
        typed={typed}
        submit={t('doors.list.add')}
        cancel={{ href: doorsHref(meeting), label: t('doors.cancel') }}
      >
        <VenueField field={field} venues={venues} />
        <TextField
          {...field}
          name="name"
          label={t('doors.field.name')}
          hint={t('doors.field.nameHint')}
          required
        />
        <RadioGroup
          {...field}
          name="purpose"
          label={t('doors.field.purpose')}
          required
          options={purposes.map((value) => ({ value, label: t(`doors.purpose.${value}`) }))}
        />
      </Form>
    </Section>,
  )
}

async function postDoor(c: RequestContext, meeting: Meeting, actor: Actor) {
  const typed = await typedForm(c)
  const checked = checkForm(doorShape, typed)
  const result = checked.ok
    ? await openDoor(c.var.services, actor, meeting, {
        venueId: checked.value.venue,
        name: checked.value.name,
        purpose: checked.value.purpose,
      })
    : checked
  return answerForm(c, result, {
    to: () => doorsHref(meeting),
    again: (problems) => doorForm(c, meeting, typed, problems),
  })
}

const phoneShape = z.object({
  door: z.string(),
  label: words,
  day: z.string(),
  count: z
    .string()
    .default('1')
    .transform(Number)
    .pipe(
      z.int('doors.refusal.count').min(1, 'doors.refusal.count').max(phonesAtMost, 'doors.refusal.count'),
    ),
})

/** The days of a meeting that are not over. */
function daysLeft(meeting: Meeting, today: string): string[] {
  const days: string[] = []
  for (let at = Date.parse(meeting.startsOn); at <= Date.parse(meeting.endsOn); at += 86_400_000)
    days.push(new Date(at).toISOString().slice(0, 10))
  return days.filter((day) => day >= today)
}

async function phoneForm(
  c: RequestContext,
  meeting: Meeting,
  typed: Typed,
  problems?: readonly FieldProblem[],
) {
  const { t, format, services } = c.var
  const field = { t, typed, problems }
  const letters = new Map((await venuesToEquip(c, meeting)).map(({ id, rank }) => [id, venueLetter(rank)]))
  const doors = (await doorsOf(services.db, meeting)).filter(({ venueId }) => letters.has(venueId))
  const days = daysLeft(meeting, dayIn(meeting.timeZone, services.clock.now()))
  return doorsPage(
    c,
    meeting,
    {
      title: t('doors.phone.add'),
      lead: t('doors.phone.addLead'),
      tab: '',
      crumb: t('doors.phone.add'),
      status: problems ? 422 : 200,
    },
    <Section>
      {days.length === 0 ? (
        <EmptyState title={t('doors.phone.noDay')}>{t('doors.phone.noDayText')}</EmptyState>
      ) : (
        <Form
          t={t}
          action={doorsHref(meeting, 'phones/new')}
          problems={problems}
          typed={typed}
          submit={t('doors.phone.submit')}
          cancel={{ href: doorsHref(meeting), label: t('doors.cancel') }}
        >
          <SelectField
            {...field}
            name="door"
            label={t('doors.field.door')}
            required
            options={doors.map(({ id, name, venueId }) => ({
              value: id,
              label: `${letters.get(venueId) ?? ''} · ${name}`,
            }))}
          />
          <SelectField
            {...field}
            name="day"
            label={t('doors.field.day')}
            required
            options={days.map((value) => ({ value, label: format.weekday(value) }))}
          />
          <TextField
            {...field}
            name="label"
            label={t('doors.field.label')}
            hint={t('doors.field.labelHint')}
            required
          />
          <TextField
            {...field}
            name="count"
            label={t('doors.field.count')}
            hint={t('doors.field.countHint')}
            inputmode="numeric"
            width="short"
            required
          />
        </Form>
      )}
    </Section>,
  )
}

async function postPhone(c: RequestContext, meeting: Meeting, actor: Actor) {
  const typed = await typedForm(c)
  const checked = checkForm(phoneShape, typed)
  const result = checked.ok
    ? await addPhones(c.var.services, actor, meeting, {
        doorId: checked.value.door,
        label: checked.value.label,
        day: checked.value.day,
        count: checked.value.count,
      })
    : checked
  return answerForm(c, result, {
    to: ({ ids, venueId }) => doorsHref(meeting, ids.length === 1 ? `phones/${ids[0]}` : `slips/${venueId}`),
    again: (problems) => phoneForm(c, meeting, typed, problems),
  })
}

async function postSelf(c: RequestContext, meeting: Meeting, actor: Actor) {
  const { door: doorId = '', on } = await typedForm(c)
  return answerForm(c, await setSelfCheckIn(c.var.services, actor, meeting, { doorId, isOn: on === 'yes' }), {
    to: () => doorsHref(meeting),
    again: () => listPage(c, meeting),
  })
}

const door = 'meetings.door'

export const doorsPages: readonly Route[] = [
  page('get', doorsPath, 'signed-in', aboutDoors(door, listPage)),
  page(
    'get',
    `${doorsPath}/new`,
    'signed-in',
    aboutDoors(door, (c, meeting) => doorForm(c, meeting, { purpose: 'arrival' })),
  ),
  page('post', `${doorsPath}/new`, 'signed-in', aboutDoors(door, postDoor)),
  page('post', `${doorsPath}/self`, 'signed-in', aboutDoors(door, postSelf)),
  page(
    'get',
    `${doorsPath}/phones/new`,
    'signed-in',
    aboutDoors(door, (c, meeting) =>
      phoneForm(c, meeting, {
        door: c.req.query('door') ?? '',
        count: '1',
        day: dayIn(meeting.timeZone, c.var.services.clock.now()),
      }),
    ),
  ),
  page('post', `${doorsPath}/phones/new`, 'signed-in', aboutDoors(door, postPhone)),
]
