import { exportRows, isExportFormat } from '../../platform/export.ts'
import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import { ExportLinks, Figure, FigureRow, LinkButton, Notice, Section } from '../../ui/index.ts'
import { cutPage, edgeOf, edgeText, unitOfParam } from '../directory/index.ts'
import { meetingName } from '../meetings/index.ts'
import { currentPlan } from './current-plan.ts'
import { choose, countOf } from './follow-selection.ts'
import { changing, type Here, hereIn, listPage, listPath, missingPage, reading } from './in-list.tsx'
import { officeOf, shownName, unitName } from './list-words.ts'
import { participantStates, tookPart } from './participant-states.ts'
import {
  countsByState,
  type ParticipantFilter,
  participantsOf,
  participantsPage,
} from './participants-read-model.ts'
import { participantsTable } from './participants-table.ts'
import { personalPath } from './personal-code.ts'
import { type Asked, PeopleFilter, PeopleTable, sides } from './views/people-list.tsx'

const pageOf = 50

function askedOf(c: RequestContext): Asked {
  const of = (name: string) => (c.req.query(name) ?? '').trim().slice(0, 100)
  return {
    q: of('q'),
    unit: of('unit'),
    side: of('side'),
    division: of('division'),
    venue: of('venue'),
    state: of('state'),
  }
}

/** The filter behind what was asked for; what nobody was offered shows nothing rather than everything. */
function filterOf(asked: Asked, { words }: Here): ParticipantFilter {
  const unit = asked.unit === '' ? undefined : unitOfParam(words.tree, asked.unit)
  const state = participantStates.find((one) => one === asked.state)
  return {
    words: asked.q,
    ...(asked.unit === '' ? {} : { scopes: unit ? [unit.id] : [] }),
    side: sides.find((one) => one === asked.side),
    division: asked.division || undefined,
    venueId: words.venues.find(({ id }) => id === asked.venue)?.id,
    ...(state ? { states: [state] } : {}),
  }
}

const queryOf = (asked: Asked, more: Record<string, string> = {}) => {
  const entries = Object.entries({ ...asked, ...more }).filter(([, value]) => value !== '')
  return entries.length === 0 ? '' : `?${new URLSearchParams(entries)}`
}

/** Who is invited to a meeting: how many answered what, and everybody by name. */
async function peoplePage(c: RequestContext): Promise<Response> {
  const here = await hereIn(c)
  if (!here) return missingPage(c)
  const { t, format, services } = c.var
  const { meeting, words, href, mayEdit } = here
  const asked = askedOf(c)
  const filter = filterOf(asked, here)
  const [after, before] = [edgeOf(c.req.query('after')), edgeOf(c.req.query('before'))]
  const found = await participantsPage(services.db, meeting, { ...filter, limit: pageOf, after, before })
  const { rows, hasNext, hasPrevious } = cutPage(found, { limit: pageOf, after, before })
  const counts = await countsByState(services.db, meeting, { ...filter, states: undefined })
  const total = participantStates
    .filter((state) => state !== 'cancelled')
    .reduce((sum, state) => sum + (counts[state] ?? 0), 0)
  // To lay list and directory side by side takes a fifth of a second: not again on every page of a search.
  const isWhole = queryOf(asked) === '' && !after && !before
  const edge = (row: (typeof rows)[number] | undefined) =>
    row ? edgeText({ value: row.searchWords, id: row.id }) : ''
  const date = format.instant(services.clock.now(), meeting.timeZone)
  const source = t('participants.list.source')
  return listPage(
    c,
    here,
    {
      tab: 'list',
      title: t('participants.title'),
      lead: t('participants.lead', {
        meeting: meetingName(meeting, t.locale),
        day: format.day(meeting.rosterOn),
      }),
      actions: mayEdit && <LinkButton href={href('add')}>{t('participants.tab.add.title')}</LinkButton>,
    },
    <>
      {mayEdit && isWhole && <ChangesNotice c={c} here={here} />}
      <FigureRow>
        <Figure
          tone="ink"
          label={t('participants.figure.listed')}
          value={format.number(total)}
          unit={t('participants.figure.people')}
          date={date}
          source={source}
          example={meeting.example}
        />
        {(['coming', 'invited', 'not-coming'] as const).map((state) => (
          <Figure
            label={t(`participants.figure.${state}`)}
            value={format.number(counts[state] ?? 0)}
            unit={t('participants.figure.people')}
            denominator={t('participants.figure.of', { count: total })}
            date={date}
            source={source}
            href={`${href()}${queryOf({ ...asked, state })}`}
          />
        ))}
      </FigureRow>
      <Section>
        <PeopleFilter t={t} words={words} asked={asked} action={href()} />
        <p>
          {participantStates
            .map((state) => `${t(`participants.state.${state}`)} ${format.number(counts[state] ?? 0)}`)
            .join(' · ')}
        </p>
        <PeopleTable
          {...{ t, format, words }}
          people={rows}
          caption={t('participants.list.caption')}
          hrefOf={(one) => href(one.id)}
          begin={mayEdit ? href('rules') : undefined}
          pager={{
            next: hasNext ? `${href()}${queryOf(asked, { after: edge(rows.at(-1)) })}` : undefined,
            previous: hasPrevious ? `${href()}${queryOf(asked, { before: edge(rows[0]) })}` : undefined,
          }}
        />
        <ExportLinks
          t={t}
          links={(['xlsx', 'csv', 'json'] as const).map((format) => ({
            label: format,
            href: `${href(`file/${format}`)}${queryOf(asked)}`,
          }))}
        />
      </Section>
    </>,
  )
}

/** That rules and directory say something else than the list, and where to look at it. */
async function ChangesNotice({ c, here: { meeting, href } }: { c: RequestContext; here: Here }) {
  const { t, services } = c.var
  const count = countOf(choose(await currentPlan(services.db, meeting), { kind: 'all', one: null }))
  if (count.all === 0 || meeting.state === 'closed') return null
  return (
    <Notice tone="warn">
      {t('participants.follow.notice', count)} <a href={href('changes')}>{t('participants.follow.look')}</a>
    </Notice>
  )
}

/** The list as a file, filtered as the page was. */
async function listFile(c: RequestContext): Promise<Response> {
  const here = await hereIn(c)
  const format = c.req.param('format') ?? ''
  if (!here || !isExportFormat(format)) return missingPage(c)
  const people = await participantsOf(c.var.services.db, here.meeting, filterOf(askedOf(c), here))
  const table = participantsTable(here.words, here.meeting, { people, withCodes: here.mayChange })
  return exportRows({ ...table, format })
}

/** Names with their personal links, for a mail merge. For the committee only: who has a link can answer with it. */
async function linksFile(c: RequestContext): Promise<Response> {
  const here = await hereIn(c)
  if (!here) return missingPage(c)
  const { t, services } = c.var
  const people = await participantsOf(services.db, here.meeting, {
    ...filterOf(askedOf(c), here),
    states: tookPart,
  })
  const label = (key: 'name' | 'unit' | 'position') => t(`participants.column.${key}`)
  return exportRows({
    format: 'csv',
    title: t('participants.links.title', { meeting: meetingName(here.meeting, t.locale) }),
    sheet: 'links',
    columns: [
      { key: 'name', label: label('name'), type: 'text' },
      { key: 'unit', label: label('unit'), type: 'text' },
      { key: 'position', label: label('position'), type: 'text' },
      { key: 'link', label: t('participants.links.link'), type: 'text' },
    ],
    rows: people.map((one) => ({
      name: shownName(here.words, one),
      unit: unitName(here.words, one.unitId),
      position: officeOf(here.words, one),
      link: `${services.config.publicUrl}${personalPath(one.code)}`,
    })),
  })
}

export const peopleRoutes: readonly Route[] = [
  page('get', listPath, 'signed-in', reading(peoplePage)),
  page('get', `${listPath}/file/:format`, 'signed-in', reading(listFile)),
  page('get', `${listPath}/links/csv`, 'signed-in', changing(linksFile)),
]
