import { type Typed, typedForm } from '../../platform/http/form.ts'
import type { RequestContext } from '../../platform/http/route.ts'
import { isId, newId } from '../../platform/ids.ts'
import type { FieldProblem } from '../../platform/result.ts'
import { ActionBar, answerForm, ConfirmForm, EntryList, LinkButton, Section, Tag } from '../../ui/index.ts'
import { directoryName, divisionsOf, unitParam, unitTree } from '../directory/index.ts'
import { nameIn, stagesOf } from '../elections/index.ts'
import { renderMeeting } from '../meetings/index.ts'
import { type Finding, findingById } from './findings-read-model.ts'
import {
  type ClassHere,
  classHref,
  draftOf,
  inLanguage,
  isCopy,
  keyOf,
  minutesBack,
  minutesHref,
  missingPage,
} from './here.tsx'
import { peopleOfClass } from './people-read-model.ts'
import { recordFinding } from './record-finding.ts'
import { removeTaken } from './remove-taken.ts'
import { Draft, draftScript } from './views/draft-parts.tsx'
import { FindingForm } from './views/finding-fields.tsx'

/** The stages of the elections the meeting is about: the one it looks back on, the one it prepares. */
async function stagesHere(c: RequestContext, { meeting }: ClassHere) {
  const elections = [meeting.evaluatesElectionId, meeting.preparesElectionId]
  const stages = await Promise.all(
    [...new Set(elections)].map((id) => (id === null ? [] : stagesOf(c.var.services.db, id))),
  )
  return stages.flat()
}

async function formPage(
  c: RequestContext,
  here: ClassHere,
  { finding, typed, problems }: { finding: Finding | null; typed: Typed; problems?: readonly FieldProblem[] },
): Promise<Response> {
  const { t, format, services } = c.var
  const { db } = services
  const tree = await unitTree(services)
  const isKept = isCopy(c)
  // Names of others are kept on no device.
  const seated = isKept ? [] : await peopleOfClass(db, here.meeting, here.class.id)
  const raiser = finding?.participantId
  const moved =
    raiser && !seated.some(({ id }) => id === raiser)
      ? [{ id: raiser, name: finding.raisedBy ?? '–', unitId: finding.unitId ?? '' }]
      : []
  const isOther = problems?.some(({ key }) => key === 'evaluation.refusal.changedMeanwhile') ?? false
  return renderMeeting(
    c,
    here,
    {
      title: t(finding ? 'evaluation.finding.change' : 'evaluation.finding.record'),
      lead: isKept
        ? t('evaluation.device.offlineLead')
        : inLanguage(t.locale, here.class.topicId, here.class.topicEn),
      tag: isKept && <Tag tone="warn">{t('evaluation.device.offline')}</Tag>,
      head: draftScript(),
      status: problems ? 422 : 200,
      back: minutesBack(here, t('evaluation.minutesOf', { code: here.class.code })),
    },
    <>
      {isOther && finding && (
        <Section
          tone="warn"
          title={t('evaluation.line.other')}
          lead={t('evaluation.line.otherLead', {
            at: format.instant(finding.changedAt, here.meeting.timeZone),
          })}
        >
          <EntryList entries={[{ title: finding.words, text: finding.proposal ?? '' }]} />
        </Section>
      )}
      <Draft
        t={t}
        config={{ ...draftOf(here, `finding ${finding?.id ?? 'new'}`), ...(isKept && { offline: null }) }}
      >
        <FindingForm
          t={t}
          typed={typed}
          problems={problems}
          action={classHref(here, `findings/${finding?.id ?? 'new'}`)}
          hidden={
            finding
              ? { version: String(isOther ? finding.version : (typed.version ?? finding.version)) }
              : { id: typed.id ?? newId(), version: '0' }
          }
          submit={t(finding ? 'evaluation.finding.save' : 'evaluation.finding.record')}
          cancel={{ href: minutesHref(here, typed.session ?? ''), label: t('ui.confirm.cancel') }}
          people={[...seated, ...moved].map(({ id, name, unitId }) => ({
            value: id,
            label: `${name} · ${tree.byId(unitId)?.shortName ?? unitId}`,
          }))}
          divisions={(await divisionsOf(db)).map((division) => ({
            value: division.code,
            label: directoryName(division, t.locale),
          }))}
          stages={(await stagesHere(c, here)).map((stage) => ({
            value: `${stage.electionId}/${stage.id}`,
            label: `${nameIn(t.locale, stage)} · ${format.day(stage.from, 'short')}`,
          }))}
          sessions={here.sessions.map(({ id, titleId, titleEn }) => ({
            value: id,
            label: inLanguage(t.locale, titleId, titleEn),
          }))}
        />
      </Draft>
      {finding && (
        <ActionBar>
          <LinkButton href={classHref(here, `findings/${finding.id}/remove`)}>
            {t('evaluation.finding.remove')}
          </LinkButton>
        </ActionBar>
      )}
    </>,
  )
}

export const newFindingPage = (c: RequestContext, here: ClassHere) =>
  formPage(c, here, { finding: null, typed: { session: c.req.query('session') ?? '' } })

export async function postNewFinding(c: RequestContext, here: ClassHere): Promise<Response> {
  const typed = await typedForm(c)
  const id = isId(typed.id ?? '') ? (typed.id ?? '') : newId()
  const sent = { ...typed, version: '0' }
  return answerForm(c, await recordFinding(c.var.services, here.actor, keyOf(here), id, sent), {
    to: () => `${minutesHref(here, typed.session ?? '')}&done=finding`,
    again: (problems) => formPage(c, here, { finding: null, typed: { ...typed, id }, problems }),
  })
}

/** The finding in the path. */
async function found(c: RequestContext, here: ClassHere): Promise<Finding | undefined> {
  const finding = await findingById(c.var.services.db, here.meeting, c.req.param('finding') ?? '')
  return finding?.classId === here.class.id ? finding : undefined
}

export async function changeFindingPage(c: RequestContext, here: ClassHere): Promise<Response> {
  const finding = await found(c, here)
  if (!finding) return missingPage(c)
  const tree = await unitTree(c.var.services)
  const unit = finding.unitId === null ? undefined : tree.byId(finding.unitId)
  const isNamed = finding.participantId !== null
  return formPage(c, here, {
    finding,
    typed: {
      kind: finding.kind,
      words: finding.words,
      proposal: finding.proposal ?? '',
      participant: finding.participantId ?? '',
      unit: unit && !isNamed ? unitParam(unit) : '',
      division: isNamed ? '' : (finding.division ?? ''),
      stage: finding.stageId === null ? '' : `${finding.electionId}/${finding.stageId}`,
      session: finding.sessionId ?? '',
      votesFor: finding.votesFor === null ? '' : String(finding.votesFor),
      votesAgainst: finding.votesAgainst === null ? '' : String(finding.votesAgainst),
      votesAbstained: finding.votesAbstained === null ? '' : String(finding.votesAbstained),
    },
  })
}

export async function postFinding(c: RequestContext, here: ClassHere): Promise<Response> {
  const finding = await found(c, here)
  if (!finding) return missingPage(c)
  const typed = await typedForm(c)
  const sent = { ...typed, version: typed.version || '1' }
  return answerForm(c, await recordFinding(c.var.services, here.actor, keyOf(here), finding.id, sent), {
    to: () => `${minutesHref(here, typed.session ?? '')}&done=finding`,
    again: async (problems) =>
      formPage(c, here, { finding: (await found(c, here)) ?? finding, typed, problems }),
  })
}

/** Asks once more before a finding goes. */
export async function removeFindingPage(c: RequestContext, here: ClassHere): Promise<Response> {
  const { t } = c.var
  const finding = await found(c, here)
  if (!finding) return missingPage(c)
  return renderMeeting(
    c,
    here,
    {
      title: t('evaluation.finding.remove'),
      back: minutesBack(here, t('evaluation.minutesOf', { code: here.class.code })),
    },
    <ConfirmForm
      t={t}
      tone="bad"
      action={classHref(here, `findings/${finding.id}/remove`)}
      fields={{ version: String(finding.version) }}
      title={t('evaluation.finding.removeAsk')}
      body={finding.words}
      confirm={t('evaluation.finding.remove')}
      cancelHref={minutesHref(here, finding.sessionId ?? '')}
    />,
  )
}

export async function postRemoveFinding(c: RequestContext, here: ClassHere): Promise<Response> {
  const finding = await found(c, here)
  if (!finding) return missingPage(c)
  const { version } = await typedForm(c)
  const target = { id: finding.id, version: Number(version) || 0 }
  return answerForm(c, await removeTaken(c.var.services, here.actor, keyOf(here), 'finding', target), {
    to: () => `${minutesHref(here, finding.sessionId ?? '')}&done=findingGone`,
    again: () => missingPage(c),
  })
}
