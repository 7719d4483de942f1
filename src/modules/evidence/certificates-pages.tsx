import { type Typed, typedForm } from '../../platform/http/form.ts'
import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import type { FieldProblem } from '../../platform/result.ts'
import {
  ActionBar,
  answerForm,
  DateField,
  Figure,
  FigureRow,
  FilterForm,
  Form,
  LinkButton,
  Notice,
  PostButton,
  Section,
  TextField,
} from '../../ui/index.ts'
import { plainWords } from '../directory/index.ts'
import { renderMeeting } from '../meetings/index.ts'
import { certificatesOf, type IssuedCertificate, ruleOf } from './certificates-read-model.ts'
import { reaches } from './evidence.ts'
import { type EvidenceNames, evidenceNames } from './evidence-names.ts'
import { changing, DoneNotice, evidencePath, type Here, missingPage, reading } from './evidence-page.tsx'
import { evidenceIn } from './evidence-read-model.ts'
import { issueCertificates } from './issue-certificates.ts'
import { setRule } from './set-rule.ts'
import { CertificatesTable } from './views/certificates-table.tsx'
import { ownSessionsOf } from './views/sessions-words.ts'

/** A search that finds more than these is to be made narrower. */
const mostShown = 50

/** Whether a certificate is one of those looked for, by words of the name or by its code. */
function isFound(q: string, { people }: EvidenceNames, { code, participantId }: IssuedCertificate): boolean {
  const words = plainWords(q)
  const name = people.get(participantId)?.searchWords ?? ''
  const typed = q.toUpperCase().replace(/[\s-]/g, '')
  return typed === '' || code === typed || (words.length > 0 && words.every((word) => name.includes(word)))
}

/** The rule, how many reach it, and the certificates issued. */
async function show(
  c: RequestContext,
  here: Here,
  { typed, problems }: { typed?: Typed; problems?: readonly FieldProblem[] } = {},
): Promise<Response> {
  const { t, format, services } = c.var
  const { meeting, href, mayChange } = here
  const names = await evidenceNames(services, t, meeting)
  const rule = await ruleOf(services.db, meeting)
  const issued = await certificatesOf(services.db, meeting)
  const evidence = new Map((await evidenceIn(services.db, meeting)).map((one) => [one.participantId, one]))
  const reached = rule ? [...evidence.values()].filter((one) => reaches(one, rule.atLeast)) : []
  const had = new Set(issued.map(({ participantId }) => participantId))
  const due = reached.filter(
    (one) => !had.has(one.participantId) && names.people.get(one.participantId)?.name,
  )
  const valid = issued.filter(({ revokedAt }) => revokedAt === null)
  const fallen = rule
    ? valid.filter(({ participantId }) => {
        const one = evidence.get(participantId)
        return !one || !reaches(one, rule.atLeast)
      })
    : []
  const own = ownSessionsOf([...evidence.values()])
  const tooFew = rule
    ? [...evidence.values()].filter((one) => one.counts && one.expected < rule.atLeast).length
    : 0
  const q = (c.req.query('q') ?? '').trim().slice(0, 100)
  const found = issued.filter((one) => isFound(q, names, one))
  const now = format.instant(services.clock.now(), meeting.timeZone)
  const values: Typed = rule
    ? { ...rule, atLeast: String(rule.atLeast) }
    : { issuedIn: meeting.city, issuedOn: meeting.endsOn }
  const ofAll = { date: now, unit: t('evidence.unit.people'), example: meeting.example }
  const field = { t, typed: typed ?? values, problems, required: true }
  return renderMeeting(
    c,
    here,
    {
      title: t('evidence.certificates.title'),
      lead: rule
        ? [t('evidence.certificates.lead', { atLeast: rule.atLeast }), own && t('evidence.rule.own', own)]
            .filter(Boolean)
            .join(' ')
        : t('evidence.certificates.leadNoRule'),
      status: problems ? 422 : 200,
      back: { label: t('evidence.section'), under: 'evidence' },
    },
    <>
      <DoneNotice c={c} />
      {rule && (
        <FigureRow>
          <Figure
            {...ofAll}
            tone="ink"
            label={t('evidence.figure.certificates')}
            value={format.number(valid.length)}
            denominator={t('evidence.report.ofReached', { count: reached.length })}
            source={t('evidence.source.certificates')}
          />
          <Figure
            {...ofAll}
            label={t('evidence.figure.due')}
            value={format.number(due.length)}
            source={t('evidence.source.doors')}
          />
          <Figure
            {...ofAll}
            label={t('evidence.figure.fallen')}
            value={format.number(fallen.length)}
            note={t('evidence.figure.fallenNote')}
            source={t('evidence.source.doors')}
          />
        </FigureRow>
      )}
      {tooFew > 0 && (
        <Notice tone="warn">
          {t('evidence.rule.tooFew', { count: tooFew, atLeast: rule?.atLeast ?? 0 })}
        </Notice>
      )}
      {mayChange && (due.length > 0 || valid.length > 0) && (
        <ActionBar>
          {due.length > 0 && (
            <PostButton
              tone="ink"
              action={href('certificates')}
              label={t('evidence.certificates.issue', { count: due.length })}
            />
          )}
          {valid.length > 0 && (
            <LinkButton href={href('file/certificates.pdf')}>{t('evidence.certificates.pdf')}</LinkButton>
          )}
        </ActionBar>
      )}
      <Section title={t('evidence.certificates.issued')}>
        <CertificatesTable
          {...{ names, format, meeting }}
          filter={
            issued.length > 0 && (
              <FilterForm t={t} action={href('certificates')} submit={t('evidence.certificates.search')}>
                <TextField
                  t={t}
                  name="q"
                  type="search"
                  label={t('evidence.certificates.q')}
                  typed={{ q }}
                  required
                />
              </FilterForm>
            )
          }
          caption={t('evidence.certificates.caption', {
            shown: Math.min(found.length, mostShown),
            count: found.length,
          })}
          certificates={found.slice(0, mostShown)}
          hrefOf={mayChange ? (id) => href(`certificates/${id}`) : undefined}
        />
      </Section>
      {mayChange && (
        <Section title={t('evidence.rule.title')} lead={t('evidence.rule.lead')}>
          <Form
            t={t}
            action={href('certificates/rule')}
            submit={t('evidence.rule.submit')}
            problems={problems}
          >
            <TextField
              {...field}
              name="atLeast"
              label={t('evidence.rule.atLeast')}
              hint={own ? t('evidence.rule.own', own) : undefined}
              inputmode="numeric"
              width="short"
            />
            <TextField {...field} name="issuedIn" label={t('evidence.rule.issuedIn')} maxlength={200} />
            <DateField {...field} name="issuedOn" label={t('evidence.rule.issuedOn')} />
            <TextField {...field} name="signerName" label={t('evidence.rule.signerName')} maxlength={200} />
            <TextField
              {...field}
              name="signerPosition"
              label={t('evidence.rule.signerPosition')}
              maxlength={200}
            />
          </Form>
        </Section>
      )}
    </>,
  )
}

const postRule = changing(async (c, here) => {
  const typed = await typedForm(c)
  return answerForm(c, await setRule(c.var.services, here.actor, here.meeting, typed), {
    to: () => here.href('certificates?done=rule'),
    again: (problems) => show(c, here, { typed, problems }),
  })
})

const postIssue = changing(async (c, here) =>
  answerForm(c, await issueCertificates(c.var.services, here.actor, here.meeting), {
    to: (count) => here.href(`certificates?done=issued&n=${count}`),
    again: () => missingPage(c),
  }),
)

const postAgain = changing(async (c, here) => {
  const again = c.req.param('participant') ?? ''
  return answerForm(c, await issueCertificates(c.var.services, here.actor, here.meeting, { again }), {
    to: (count) => here.href(`certificates?done=issued&n=${count}`),
    again: () => missingPage(c),
  })
})

const path = `${evidencePath}/certificates`

export const certificatesRoutes: readonly Route[] = [
  page(
    'get',
    path,
    'signed-in',
    reading((c, here) => show(c, here)),
  ),
  page('post', path, 'signed-in', postIssue),
  page('post', `${path}/rule`, 'signed-in', postRule),
  page('post', `${path}/again/:participant`, 'signed-in', postAgain),
]
