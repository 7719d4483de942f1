import { type Typed, typedForm } from '../../platform/http/form.ts'
import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import type { FieldProblem } from '../../platform/result.ts'
import {
  answerForm,
  DefinitionList,
  Form,
  PostButton,
  RadioGroup,
  Section,
  SelectField,
} from '../../ui/index.ts'
import { type MeetingSession, renderMeeting } from '../meetings/index.ts'
import { certificatesOf, ruleOf } from './certificates-read-model.ts'
import { correctAttendance } from './correct-attendance.ts'
import { type Evidence, reaches } from './evidence.ts'
import { evidenceNames } from './evidence-names.ts'
import { changingOne, DoneNotice, evidencePath, type Here, missingPage, reading } from './evidence-page.tsx'
import { evidenceOfOne } from './evidence-read-model.ts'
import { CertificateTag } from './views/certificate-tag.tsx'
import { SessionsTable } from './views/presence-tables.tsx'
import { ReasonField } from './views/reason-field.tsx'
import { sessionsInWords } from './views/sessions-words.ts'

const evidenceInPath = (c: RequestContext, { meeting }: Here): Promise<Evidence | undefined> =>
  evidenceOfOne(c.var.services.db, meeting, c.req.param('participant') ?? '')

/** Sessions to choose from, those with a seat for this person before the many others of the meeting. */
function ownFirst(all: readonly MeetingSession[], { sessions }: Evidence): MeetingSession[] {
  const own = new Set(sessions.flatMap(({ sessionId, isExpected }) => (isExpected ? [sessionId] : [])))
  return all.toSorted((a, b) => Number(own.has(b.id)) - Number(own.has(a.id)))
}

/** The whole record of one participant, and the form that sets a session right. */
async function show(
  c: RequestContext,
  here: Here,
  one: Evidence,
  { typed, problems }: { typed?: Typed; problems?: readonly FieldProblem[] } = {},
): Promise<Response> {
  const { t, format, services } = c.var
  const { meeting, href, rights, mayChange } = here
  const names = await evidenceNames(services, t, meeting)
  const rule = await ruleOf(services.db, meeting)
  const own = (await certificatesOf(services.db, meeting)).filter(
    ({ participantId }) => participantId === one.participantId,
  )
  const instant = (at: Date) => format.instant(at, meeting.timeZone)
  const { origin, state, createdAt, answeredAt } = one.invitation
  const latest = own[0]
  const mayIssueAgain = mayChange && rule && latest && latest.revokedAt !== null && reaches(one, rule.atLeast)
  return renderMeeting(
    c,
    here,
    {
      title: names.person(one.participantId),
      lead: [names.office(one.participantId), names.unit(one.unitId)]
        .filter((text) => text !== '')
        .join(' · '),
      status: problems ? 422 : 200,
      back: { label: t('evidence.section'), under: 'evidence' },
    },
    <>
      <DoneNotice c={c} />
      <Section title={t('evidence.person.record')}>
        <DefinitionList
          items={[
            [
              t('evidence.person.invitation'),
              t('evidence.person.invited', {
                origin: t(`evidence.origin.${origin}`),
                at: instant(createdAt),
              }),
            ],
            [
              t('evidence.person.answer'),
              answeredAt
                ? t('evidence.person.answered', {
                    state: t(`evidence.state.${state}`),
                    at: instant(answeredAt),
                  })
                : t(`evidence.state.${state}`),
            ],
            ...(one.mandateOf === null
              ? []
              : [[t('evidence.person.mandate'), names.person(one.mandateOf)] as const]),
            [
              t('evidence.person.travel'),
              one.travel
                ? t('evidence.person.travelDays', {
                    from: format.day(one.travel.from),
                    until: format.day(one.travel.until),
                    days: one.travel.days,
                  })
                : t('evidence.person.notTold'),
            ],
            [
              t('evidence.person.arrival'),
              one.arrivedAt ? instant(one.arrivedAt) : t('evidence.person.noScan'),
            ],
            [
              t('evidence.person.days'),
              one.daysPresent.map((day) => format.day(day)).join(', ') || t('evidence.person.none'),
            ],
            [t('evidence.column.attended'), sessionsInWords(t, one)],
            ...(rule
              ? [
                  [
                    t('evidence.person.rule'),
                    t('evidence.person.atLeast', {
                      atLeast: rule.atLeast,
                      reached: String(reaches(one, rule.atLeast)),
                    }),
                  ] as const,
                ]
              : []),
            [
              t('evidence.person.certificate'),
              <>
                <CertificateTag t={t} certificate={latest} />{' '}
                {latest && mayChange && (
                  <a href={href(`certificates/${latest.id}`)}>{t('evidence.person.open')}</a>
                )}
              </>,
            ],
          ]}
        />
        {mayIssueAgain && (
          <PostButton
            action={href(`certificates/again/${one.participantId}`)}
            label={t('evidence.person.issueAgain')}
          />
        )}
      </Section>
      <Section title={t('evidence.person.sessions')} lead={t('evidence.person.sessionsLead')}>
        <SessionsTable {...{ names, format, meeting, one }} caption={t('evidence.person.caption')} />
      </Section>
      {rights.may('meetings.change', one.venueId) && names.sessions.length > 0 && (
        <div class="screen-only">
          <Section title={t('evidence.correct.title')} lead={t('evidence.correct.lead')}>
            <Form
              t={t}
              action={href(`people/${one.participantId}`)}
              submit={t('evidence.correct.submit')}
              problems={problems}
            >
              <SelectField
                t={t}
                name="session"
                label={t('evidence.column.session')}
                required
                typed={typed}
                problems={problems}
                options={[
                  { value: '', label: t('evidence.correct.choose') },
                  ...ownFirst(names.sessions, one).map(({ id, startsAt }) => ({
                    value: id,
                    label: `${names.session(id)} · ${instant(startsAt)}`,
                  })),
                ]}
              />
              <RadioGroup
                t={t}
                name="present"
                label={t('evidence.correct.present')}
                required
                typed={typed}
                problems={problems}
                options={[
                  { value: 'yes', label: t('evidence.correct.yes') },
                  { value: 'no', label: t('evidence.correct.no') },
                ]}
              />
              <ReasonField {...{ t, typed, problems }} hint={t('evidence.correct.reasonHint')} />
            </Form>
          </Section>
        </div>
      )}
    </>,
  )
}

const personPage = reading(async (c, here) => {
  const one = await evidenceInPath(c, here)
  return one ? show(c, here, one) : missingPage(c)
})

const postCorrection = changingOne(async (c, here) => {
  const one = await evidenceInPath(c, here)
  if (!one) return missingPage(c)
  const typed = await typedForm(c)
  const result = await correctAttendance(c.var.services, here.actor, here.meeting, one.participantId, typed)
  return answerForm(c, result, {
    to: () => here.href(`people/${one.participantId}?done=corrected`),
    again: (problems) => show(c, here, one, { typed, problems }),
  })
})

export const personRoutes: readonly Route[] = [
  page('get', `${evidencePath}/people/:participant`, 'signed-in', personPage),
  page('post', `${evidencePath}/people/:participant`, 'signed-in', postCorrection),
]
