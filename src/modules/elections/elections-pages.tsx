import { may, scopesFor } from '../../platform/access.ts'
import { dayIn } from '../../platform/clock.ts'
import type { RequestContext } from '../../platform/http/route.ts'
import {
  ActionBar,
  type Column,
  DataTable,
  EmptyState,
  ExampleTag,
  LinkButton,
  Notice,
  renderPage,
  Section,
  Tag,
} from '../../ui/index.ts'
import { mapTiles, type Unit, type UnitTree, unitOfParam, unitTree } from '../directory/index.ts'
import {
  type Contest,
  contestsOf,
  type Election,
  electionById,
  electionsOf,
  nameIn,
} from './elections-read-model.ts'
import { missing } from './missing.ts'
import { votersWithin } from './registered-voters.ts'
import { stagesOf } from './stages-read-model.ts'
import { voterLists } from './tables.ts'
import { compare } from './turnout-comparison.ts'
import { turnoutOf } from './turnout-read-model.ts'
import { Comparisons } from './views/checks.tsx'
import { StagesSection } from './views/stages-section.tsx'
import { TurnoutTable } from './views/turnout-table.tsx'
import { VotersSection } from './views/voters-section.tsx'
import { Origin } from './views/words.tsx'
import { registeredVoters } from './voters-read-model.ts'

const current = '/desk/elections'

/** All elections, the latest first. */
export async function electionsPage(c: RequestContext): Promise<Response> {
  const { t, format, services, actor } = c.var
  const { root } = await unitTree(services)
  const columns: Column<Election>[] = [
    {
      key: 'name',
      label: t('elections.election.name'),
      phone: 'title',
      cell: (election) => (
        <>
          <a href={`${current}/${election.id}`}>{nameIn(t.locale, election)}</a>{' '}
          {election.example && <ExampleTag t={t} />}
        </>
      ),
    },
    {
      key: 'kind',
      label: t('elections.election.kind'),
      cell: ({ kind }) => <Tag>{t(`elections.kind.${kind}`)}</Tag>,
    },
    {
      key: 'votingOn',
      label: t('elections.election.votingOn'),
      cell: ({ votingOn }) => (votingOn ? format.weekday(votingOn) : t('elections.election.noVotingDay')),
    },
    {
      key: 'source',
      label: t('elections.source'),
      cell: ({ source, conf }) => <Origin t={t} source={source} conf={conf} />,
    },
  ]
  return renderPage(
    c,
    {
      title: t('elections.list.title'),
      lead: t('elections.list.lead'),
      current,
      actions: may(actor, 'elections.change', root.id) && (
        <LinkButton tone="main" href={`${current}/new`}>
          {t('elections.list.add')}
        </LinkButton>
      ),
    },
    <DataTable
      t={t}
      caption={t('elections.list.caption')}
      rows={await electionsOf(services.db)}
      columns={columns}
      empty={<EmptyState title={t('elections.list.empty')} />}
    />,
  )
}

/** One election: its calendar, contests, registered voters and turnout. */
export async function electionPage(c: RequestContext): Promise<Response> {
  const { t, format, services, actor } = c.var
  const { db, clock } = services
  const election = await electionById(db, c.req.param('election') ?? '')
  if (!election) return missing(c)
  const tree = await unitTree(services)
  // Voters and turnout of any area are open to everybody who reads here: the unit chosen is no scope of access.
  const shown = unitOfParam(tree, c.req.query('unit') ?? '') ?? tree.root
  const stages = await stagesOf(db, election.id)
  const contests = await contestsOf(db, election.id)
  const register = await registeredVoters(db, { electionId: election.id })
  const records = await turnoutOf(db, election.id)
  const lists = voterLists.filter((list) => register.some((row) => row.list === list))
  const list = lists.find((one) => one === c.req.query('list')) ?? (lists.includes('DPT') ? 'DPT' : lists[0])
  const speech = { t, format }
  const mayChange = (scope: string) => may(actor, 'elections.change', scope || tree.root.id)
  const comparisons = compare(records, register)
  const page = `${current}/${election.id}`
  return renderPage(
    c,
    {
      title: nameIn(t.locale, election),
      lead: leadOf(c, election),
      tag: (
        <>
          <Tag>{t(`elections.kind.${election.kind}`)}</Tag> {election.example && <ExampleTag t={t} />}
        </>
      ),
      crumbs: [{ label: t('elections.nav'), href: current }, { label: nameIn(t.locale, election) }],
      current,
      scope: shown.id,
      actions: mayChange('') && (
        <LinkButton href={`${page}/change`}>{t('elections.election.change')}</LinkButton>
      ),
    },
    <>
      {c.req.query('done') === 'saved' && <Notice tone="good">{t('elections.done.saved')}</Notice>}
      {c.req.query('done') === 'removed' && <Notice tone="good">{t('elections.done.removed')}</Notice>}
      <StagesSection
        speech={speech}
        tree={tree}
        electionId={election.id}
        stages={stages}
        today={dayIn(tree.root.timeZone, clock.now())}
        own={ownUnit(c, tree)}
        mayChange={mayChange}
      />
      <Section
        id="turnout"
        title={t('elections.turnout.title')}
        lead={t('elections.turnout.lead')}
        actions={
          <ActionBar>
            {records.length > 0 && (
              <LinkButton href={`${page}/turnout`}>{t('elections.turnout.explain')}</LinkButton>
            )}
            {canAnywhere(c) && (
              <>
                <LinkButton href={`${page}/turnout/new`}>{t('elections.turnout.add')}</LinkButton>
                <LinkButton href={`${page}/turnout/import`}>{t('elections.turnout.import')}</LinkButton>
              </>
            )}
          </ActionBar>
        }
      >
        <TurnoutTable
          speech={speech}
          tree={tree}
          records={records}
          contests={contests}
          caption={t('elections.turnout.caption')}
          page={`${page}/turnout`}
        />
        {comparisons.length > 0 && (
          <Notice tone="warn" title={t('elections.comparison.title')}>
            <Comparisons speech={speech} tree={tree} contests={contests} comparisons={comparisons} />
          </Notice>
        )}
      </Section>
      <VotersSection
        speech={speech}
        tree={tree}
        electionId={election.id}
        unit={shown}
        lists={lists}
        within={list ? votersWithin(tree, shown.id, list, register) : null}
        tiles={await mapTiles(db)}
        mayChange={mayChange(shown.id)}
      />
      <ContestsSection c={c} electionId={election.id} contests={contests} mayChange={mayChange('')} />
    </>,
  )
}

function leadOf(c: RequestContext, { votingOn, opensAt }: Election): string {
  const { t, format } = c.var
  if (votingOn === null) return t('elections.election.leadNoDay')
  const day = format.weekday(votingOn)
  return opensAt === null
    ? t('elections.election.leadDayOnly', { day })
    : t('elections.election.lead', { day, time: opensAt.replace(':', '.') })
}

/** The unit a person works for, when that is not the whole country. */
function ownUnit({ var: { actor } }: RequestContext, tree: UnitTree): Unit | undefined {
  const [scope] = scopesFor(actor, 'elections.read')
  return scope === undefined || scope === tree.root.id ? undefined : tree.byId(scope)
}

/** Whether the actor may change elections somewhere; the command asks where. */
const canAnywhere = ({ var: { actor } }: RequestContext) =>
  actor?.kind === 'system' || scopesFor(actor, 'elections.change').length > 0

function ContestsSection({
  c,
  electionId,
  contests,
  mayChange,
}: {
  c: RequestContext
  electionId: string
  contests: readonly Contest[]
  mayChange: boolean
}) {
  const { t } = c.var
  const page = `${current}/${electionId}/contests`
  const columns: Column<Contest>[] = [
    {
      key: 'name',
      label: t('elections.contest.name'),
      phone: 'title',
      cell: (contest) =>
        mayChange ? (
          <a href={`${page}/${contest.code}`}>{nameIn(t.locale, contest)}</a>
        ) : (
          nameIn(t.locale, contest)
        ),
    },
    { key: 'code', label: t('elections.contest.code'), cell: ({ code }) => code },
    {
      key: 'source',
      label: t('elections.source'),
      cell: ({ source, conf }) => <Origin t={t} source={source} conf={conf} />,
    },
  ]
  return (
    <Section
      id="contests"
      title={t('elections.contests.title')}
      lead={t('elections.contests.lead')}
      actions={mayChange && <LinkButton href={`${page}/new`}>{t('elections.contests.add')}</LinkButton>}
    >
      <DataTable
        t={t}
        caption={t('elections.contests.title')}
        rows={contests}
        columns={columns}
        empty={<EmptyState title={t('elections.contests.empty')} />}
      />
    </Section>
  )
}
