import { may } from '../../platform/access.ts'
import type { RequestContext } from '../../platform/http/route.ts'
import {
  DefinitionList,
  EmptyState,
  ExampleTag,
  LinkButton,
  Notice,
  renderPage,
  Section,
} from '../../ui/index.ts'
import { unitTree } from '../directory/index.ts'
import { contestsOf, electionById, nameIn } from './elections-read-model.ts'
import { missing } from './missing.ts'
import { checksOf } from './turnout-checks.ts'
import { compare } from './turnout-comparison.ts'
import { type Turnout, turnoutOf } from './turnout-read-model.ts'
import { Checks, Comparisons } from './views/checks.tsx'
import { areaWords, Origin, rateWords } from './views/words.tsx'
import { registeredVoters } from './voters-read-model.ts'

/** Every record of turnout of an election with what its own numbers say, and what the records say together. */
export async function turnoutPage(c: RequestContext): Promise<Response> {
  const { t, format, services, actor } = c.var
  const election = await electionById(services.db, c.req.param('election') ?? '')
  if (!election) return missing(c)
  const tree = await unitTree(services)
  const contests = await contestsOf(services.db, election.id)
  const records = await turnoutOf(services.db, election.id)
  const register = await registeredVoters(services.db, { electionId: election.id })
  const comparisons = compare(records, register)
  const speech = { t, format }
  const page = `/desk/elections/${election.id}`
  const contestName = (code: string) => {
    const contest = contests.find((one) => one.code === code)
    return contest ? nameIn(t.locale, contest) : code
  }
  const optional = (label: string, value: number | null): [string, string][] =>
    value === null ? [] : [[label, format.number(value)]]
  const facts = (record: Turnout): [string, string][] => [
    ...optional(t('elections.turnout.voted'), record.voted),
    ...optional('DPT', record.dpt),
    ...optional('DPTb', record.dptb),
    ...optional('DPK', record.dpk),
    ...(record.denominator === null
      ? []
      : [
          [
            t('elections.turnout.denominator'),
            `${format.number(record.denominator)} ${record.denominatorKind}`,
          ] satisfies [string, string],
        ]),
    [t('elections.turnout.method'), t(`elections.method.${record.method}`)],
    ...(record.targetPercent === null
      ? []
      : [
          [t('elections.turnout.target'), rateWords(speech, record.targetPercent)] satisfies [string, string],
        ]),
    [
      t('elections.turnout.asOn'),
      record.asOn === null ? t('elections.turnout.noDay') : format.day(record.asOn),
    ],
  ]
  return renderPage(
    c,
    {
      title: t('elections.turnout.checks'),
      lead: t('elections.turnout.checksLead'),
      crumbs: [
        { label: t('elections.nav'), href: '/desk/elections' },
        { label: nameIn(t.locale, election), href: page },
        { label: t('elections.turnout.title') },
      ],
      current: '/desk/elections',
    },
    <>
      {c.req.query('done') === 'saved' && <Notice tone="good">{t('elections.done.saved')}</Notice>}
      {comparisons.length > 0 && (
        <Section title={t('elections.comparison.title')} lead={t('elections.comparison.lead')} tone="warn">
          <Comparisons speech={speech} tree={tree} contests={contests} comparisons={comparisons} />
        </Section>
      )}
      {records.length === 0 && (
        <EmptyState title={t('elections.turnout.empty')}>{t('elections.turnout.emptyWhy')}</EmptyState>
      )}
      {records.map((record) => (
        <Section
          id={`turnout-${record.id}`}
          title={
            <>
              {areaWords(speech, tree, record)}: {contestName(record.contest)}{' '}
              {record.example && <ExampleTag t={t} />}
            </>
          }
          lead={<Origin t={t} source={record.source} conf={record.conf} />}
          actions={
            may(actor, 'elections.change', record.scope) && (
              <LinkButton href={`${page}/turnout/${record.id}`}>{t('elections.change')}</LinkButton>
            )
          }
        >
          <Checks speech={speech} checks={checksOf(record)} />
          <DefinitionList items={facts(record)} />
          {record.note && <p>{record.note}</p>}
        </Section>
      ))}
    </>,
  )
}
