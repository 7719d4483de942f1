import type { Child } from 'hono/jsx'
import { may } from '../../platform/access.ts'
import type { RequestContext } from '../../platform/http/route.ts'
import { DataTable, EmptyState, ExampleTag, LinkButton, Section } from '../../ui/index.ts'
import type { ReachView } from '../reach/index.ts'
import { statedKinds } from './kinds.ts'
import { type FollowersOf, largestStated, mostFollowers } from './stated-read-model.ts'
import { channelWords, type StatedView, statedHref } from './stated-view.ts'
import { AccountFigure, StatedLink } from './views/stated-tables.tsx'

/**
 * What platforms state about the unit's own accounts, beside what was counted: of each channel the largest single figure
 * of each kind, in quotation marks. Nothing is added up, neither among themselves nor to the counted people.
 */
export async function besideReach(c: RequestContext, view: ReachView): Promise<Child> {
  const { t, format, unit, election } = view
  const figures = await largestStated(c.var.services.db, {
    workUnitId: unit.id,
    electionId: election.id,
  })
  const byChannel = Map.groupBy(figures, ({ channel }) => channel)
  const order = view.channels.map(({ code }) => code)
  const rows = [...byChannel].toSorted(([a], [b]) => order.indexOf(a) - order.indexOf(b))
  return (
    <Section
      id="stated"
      title={t('stated.beside.title')}
      lead={t('stated.beside.lead')}
      actions={<LinkButton href={statedHref(view)}>{t('stated.beside.all')}</LinkButton>}
    >
      <DataTable
        t={t}
        caption={t('stated.beside.title')}
        rows={rows}
        columns={[
          {
            key: 'channel',
            label: t('stated.channel'),
            phone: 'title' as const,
            cell: ([channel, own]) => (
              <>
                {channelWords(view, channel)} {own.every(({ example }) => example) && <ExampleTag t={t} />}
              </>
            ),
          },
          ...statedKinds.map((kind) => ({
            key: kind,
            label: t(`stated.kind.${kind}`),
            align: 'end' as const,
            cell: ([, own]: (typeof rows)[number]) => {
              const figure = own.find((one) => one.kind === kind)
              return figure ? <StatedLink view={view} figure={figure} /> : '–'
            },
          })),
          {
            key: 'on',
            isWhole: true,
            label: t('stated.beside.latest'),
            cell: ([, own]) => {
              const latest = own
                .map(({ statedOn }) => statedOn)
                .toSorted()
                .at(-1)
              return latest === undefined ? '–' : format.day(latest, 'short')
            },
          },
        ]}
        empty={<EmptyState title={t('stated.beside.empty')}>{t('stated.delivered.emptyWhy')}</EmptyState>}
      />
    </Section>
  )
}

/**
 * Potential of the unit's own accounts: the followers of the largest one, in quotation marks, since followers of several
 * may be the same people. With a base or channel, of accounts that may be its own. Null where none were stated.
 */
export async function potentialFigure(
  c: RequestContext,
  view: StatedView,
  about: FollowersOf = {},
): Promise<Child | null> {
  const { t, unit, election } = view
  const asked = { workUnitId: unit.id, electionId: election.id }
  const largest = await mostFollowers(c.var.services.db, asked, about)
  if (!largest) return null
  const isReader = may(c.var.actor, 'reach.read', unit.id)
  return (
    <AccountFigure view={view} label={t('stated.beside.potential')} figure={largest} isReader={isReader} />
  )
}
