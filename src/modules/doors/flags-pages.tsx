import type { Actor } from '../../platform/access.ts'
import { type Typed, typedForm } from '../../platform/http/form.ts'
import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import { isId } from '../../platform/ids.ts'
import type { FieldProblem } from '../../platform/result.ts'
import {
  answerForm,
  DefinitionList,
  EmptyState,
  EntryList,
  Form,
  Notice,
  RadioGroup,
  Section,
  Tag,
  TextArea,
  TextField,
} from '../../ui/index.ts'
import type { Meeting } from '../meetings/index.ts'
import { decideScan, decisionsFor } from './decide-scan.ts'
import { type Flag, flagById, openFlags } from './flags-read-model.ts'
import { aboutDoors, doorsHref, doorsPage, doorsPath, missingPage } from './in-doors.tsx'

const shownAtOnce = 100

const titleOf = (c: RequestContext, flag: Flag) =>
  flag.name === ''
    ? c.var.t('doors.erased')
    : (flag.name ?? c.var.t('doors.flag.nobody', { text: flag.text }))

async function listPage(c: RequestContext, meeting: Meeting) {
  const { t, format, services } = c.var
  const { flags, count } = await openFlags(services.db, meeting, shownAtOnce)
  return doorsPage(
    c,
    meeting,
    { title: t('doors.flags.title'), lead: t('doors.flags.lead'), tab: 'flags' },
    <Section
      title={t('doors.flags.count', { count })}
      lead={count > flags.length ? t('doors.flags.first', { shown: format.number(flags.length) }) : undefined}
    >
      {flags.length === 0 ? (
        <EmptyState title={t('doors.flags.empty')}>{t('doors.flags.emptyText')}</EmptyState>
      ) : (
        <EntryList
          entries={flags.map((flag) => ({
            title: titleOf(c, flag),
            href: doorsHref(meeting, `flags/${flag.id}`),
            text: `${t(`doors.kind.${flag.kind}`)} · ${flag.door} · ${format.instant(flag.at, meeting.timeZone)}`,
            end: <Tag tone="warn">{t(`doors.flag.${flag.why}`)}</Tag>,
          }))}
        />
      )}
    </Section>,
  )
}

async function flagOf(c: RequestContext, meeting: Meeting): Promise<Flag | undefined> {
  const id = c.req.param('scan') ?? ''
  return isId(id) ? flagById(c.var.services.db, meeting, id) : undefined
}

async function flagPage(
  c: RequestContext,
  meeting: Meeting,
  typed: Typed = {},
  problems?: readonly FieldProblem[],
) {
  const { t, format } = c.var
  const flag = await flagOf(c, meeting)
  if (!flag) return missingPage(c)
  const instant = (at: Date) => format.instant(at, meeting.timeZone)
  const field = { t, typed, problems }
  return doorsPage(
    c,
    meeting,
    {
      title: titleOf(c, flag),
      tab: 'flags',
      crumb: t(`doors.flag.${flag.why}`),
      status: problems ? 422 : 200,
    },
    <>
      <Section title={t('doors.flag.facts')}>
        <DefinitionList
          items={[
            [t('doors.field.kind'), t(`doors.kind.${flag.kind}`)],
            [t('doors.field.text'), flag.text],
            [t('doors.field.door'), `${flag.door} · ${flag.phone ?? t('doors.flag.self')}`],
            [t('doors.field.at'), instant(flag.at)],
            [t('doors.field.phoneAt'), instant(flag.phoneAt)],
            ...(flag.relay
              ? [[t('doors.field.relayedAt'), `${flag.relay.label} · ${instant(flag.relay.at)}`] as const]
              : []),
            [t('doors.field.receivedAt'), instant(flag.receivedAt)],
            ...(flag.before
              ? [[t('doors.field.before'), `${flag.before.door} · ${instant(flag.before.at)}`] as const]
              : []),
          ]}
        />
      </Section>
      {flag.decision ? (
        <Section title={t('doors.flag.decided')}>
          <p>
            {t(`doors.decision.${flag.decision}`)} {flag.decidedAt && instant(flag.decidedAt)}
          </p>
        </Section>
      ) : meeting.state === 'closed' ? (
        <Notice>{t('meetings.refusal.closed')}</Notice>
      ) : (
        <Section title={t('doors.flag.ask')}>
          <Form
            t={t}
            action={doorsHref(meeting, `flags/${flag.id}`)}
            problems={problems}
            typed={typed}
            submit={t('doors.flag.submit')}
            cancel={{ href: doorsHref(meeting, 'flags'), label: t('doors.cancel') }}
          >
            <RadioGroup
              {...field}
              name="decision"
              label={t('doors.flag.what')}
              required
              options={decisionsFor[flag.why].map((value) => ({
                value,
                label: t(`doors.decision.${value}`),
              }))}
            />
            {flag.why === 'unknown' && (
              <TextField
                {...field}
                name="code"
                label={t('doors.field.code')}
                hint={t('doors.field.codeHint')}
              />
            )}
            <TextArea {...field} name="note" label={t('doors.field.note')} rows={2} maxlength={500} />
          </Form>
        </Section>
      )}
    </>,
  )
}

async function postFlag(c: RequestContext, meeting: Meeting, actor: Actor) {
  const typed = await typedForm(c)
  const { decision = '', code = '', note = '' } = typed
  const input = { scanId: c.req.param('scan') ?? '', decision, code, note: note.trim().slice(0, 500) }
  return answerForm(c, await decideScan(c.var.services, actor, meeting, input), {
    to: () => doorsHref(meeting, 'flags'),
    again: (problems) => flagPage(c, meeting, typed, problems),
  })
}

const path = `${doorsPath}/flags`
const door = 'meetings.door'

export const flagsPages: readonly Route[] = [
  page('get', path, 'signed-in', aboutDoors(door, listPage)),
  page(
    'get',
    `${path}/:scan`,
    'signed-in',
    aboutDoors(door, (c, meeting) => flagPage(c, meeting)),
  ),
  page('post', `${path}/:scan`, 'signed-in', aboutDoors(door, postFlag)),
]
