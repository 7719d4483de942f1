import { may } from '../../platform/access.ts'
import { exportRows, isExportFormat } from '../../platform/export.ts'
import type { RequestContext } from '../../platform/http/route.ts'
import { DefinitionList, ExampleTag, renderPage, Section } from '../../ui/index.ts'
import {
  cutPage,
  directoryName,
  divisionsOf,
  edgeOf,
  scopesOf,
  unitParam,
  unitTree,
} from '../directory/index.ts'
import { classesOf } from '../meetings/index.ts'
import { findingsTable } from './findings-export.ts'
import { askedOf, filterOf } from './findings-query.ts'
import {
  findingsCount,
  findingsIn,
  findingsPage,
  meetingsWithFindings,
  readableFinding,
  stagesWithFindings,
} from './findings-read-model.ts'
import { inLanguage, missingPage } from './here.tsx'
import { FindingsList } from './views/findings-list.tsx'
import { classText, KindTag, meetingText, stageText, votesText } from './views/words.tsx'

const path = '/desk/findings'
const pageOf = 50

/** Where the actor reads findings: in meetings hosted there, and those that came from there. */
async function readable(c: RequestContext) {
  const tree = await unitTree(c.var.services)
  return { tree, scopes: scopesOf(c.var.actor, 'meetings.read', tree.root.id) }
}

/** Findings over all meetings the actor may read of, filtered and paged by address. */
export async function findingsListPage(c: RequestContext): Promise<Response> {
  const { t, format, services } = c.var
  const { db } = services
  const { tree, scopes } = await readable(c)
  const asked = askedOf((name) => c.req.query(name))
  const filter = filterOf(tree, asked)
  const [after, before] = [edgeOf(c.req.query('after')), edgeOf(c.req.query('before'))]
  const found = filter ? await findingsPage(db, scopes, filter, { limit: pageOf, after, before }) : []
  const meetings = await meetingsWithFindings(db, scopes)
  const chosen = meetings.find(({ id }) => id === asked.meeting)
  return renderPage(
    c,
    { title: t('evaluation.list.title'), lead: t('evaluation.list.lead'), current: path },
    <Section>
      <FindingsList
        speech={{ t, format }}
        tree={tree}
        asked={asked}
        isUnknownUnit={filter === null}
        count={filter ? await findingsCount(db, scopes, filter) : 0}
        page={cutPage(found, { limit: pageOf, after, before })}
        meetings={meetings.map(({ id, nameId, nameEn }) => ({
          value: id,
          label: inLanguage(t.locale, nameId, nameEn),
        }))}
        classes={(chosen ? await classesOf(db, chosen) : []).map(({ id, code, topicId, topicEn }) => ({
          value: id,
          label: `${code} · ${inLanguage(t.locale, topicId, topicEn)}`,
        }))}
        divisions={(await divisionsOf(db)).map((division) => ({
          value: division.code,
          label: directoryName(division, t.locale),
        }))}
        stages={(await stagesWithFindings(db, scopes)).map(({ electionId, id, nameId, nameEn }) => ({
          value: `${electionId}/${id}`,
          label: inLanguage(t.locale, nameId, nameEn),
        }))}
      />
    </Section>,
  )
}

/** All that the filter lets through as `findings.xlsx`, `.csv` or `.json`. */
export async function findingsFile(c: RequestContext): Promise<Response> {
  const { t, format, services } = c.var
  const [name, kind = ''] = (c.req.param('file') ?? '').split('.')
  const { tree, scopes } = await readable(c)
  const filter = filterOf(
    tree,
    askedOf((asked) => c.req.query(asked)),
  )
  if (name !== 'findings' || !isExportFormat(kind) || !filter) return missingPage(c)
  const table = findingsTable(t, tree, {
    findings: await findingsIn(services.db, scopes, filter),
    asOf: format.instant(services.clock.now(), tree.root.timeZone),
  })
  return exportRows({ ...table, format: kind })
}

/** One finding with all of its origin. The name of who raised it is for those who read the meeting itself. */
export async function findingPage(c: RequestContext): Promise<Response> {
  const { t, format, services, actor } = c.var
  const { tree, scopes } = await readable(c)
  const finding = await readableFinding(services.db, scopes, c.req.param('finding') ?? '')
  if (!finding) return missingPage(c)
  const unit = finding.unitId === null ? undefined : tree.byId(finding.unitId)
  const host = tree.byId(finding.workUnitId)
  const division = (await divisionsOf(services.db)).find(({ code }) => code === finding.division)
  const readsMeeting = may(actor, 'meetings.read', finding.workUnitId)
  const notSaid = t('evaluation.notSaid')
  const classPath = `/desk/meetings/${host ? unitParam(host) : ''}/${finding.meetingId}/classes/${finding.classId}`
  return renderPage(
    c,
    {
      title: t('evaluation.finding.title'),
      lead: finding.words,
      tag: (
        <>
          <KindTag t={t} kind={finding.kind} /> {finding.example && <ExampleTag t={t} />}
        </>
      ),
      crumbs: [{ label: t('evaluation.findings'), href: path }, { label: t('evaluation.finding.title') }],
      current: path,
    },
    <>
      <Section title={t('evaluation.finding.proposal')}>
        <p>{finding.proposal ?? t('evaluation.noProposal')}</p>
      </Section>
      <Section title={t('evaluation.finding.originTitle')}>
        <DefinitionList
          items={[
            [t('evaluation.column.meeting'), meetingText(t, finding)],
            [
              t('evaluation.class'),
              readsMeeting ? (
                <a href={`${classPath}/minutes?session=${finding.sessionId ?? ''}`}>
                  {classText(t, finding)}
                </a>
              ) : (
                classText(t, finding)
              ),
            ],
            [
              t('evaluation.column.session'),
              finding.sessionNameId === null
                ? t('evaluation.noSession')
                : inLanguage(t.locale, finding.sessionNameId, finding.sessionNameEn),
            ],
            ...(readsMeeting
              ? [[t('evaluation.finding.participant'), finding.raisedBy ?? notSaid] as const]
              : []),
            [
              t('evaluation.column.unitName'),
              unit ? <a href={`/desk/units/${unitParam(unit)}`}>{unit.name}</a> : notSaid,
            ],
            [t('evaluation.column.division'), division ? directoryName(division, t.locale) : notSaid],
            [t('evaluation.column.stage'), stageText(t, finding) || notSaid],
            [t('evaluation.finding.votes'), votesText(t, finding) || t('evaluation.noVotes')],
            [t('evaluation.column.state'), t(`evaluation.state.${finding.state}`)],
            [t('evaluation.recordedAt'), format.instant(finding.recordedAt, finding.timeZone)],
          ]}
        />
      </Section>
    </>,
  )
}
