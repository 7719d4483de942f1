import { Readable } from 'node:stream'
import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import { statusOf } from '../../platform/result.ts'
import { DataTable, EmptyState, LinkButton, refusalPage, Section } from '../../ui/index.ts'
import { meetingHref, venuesOf } from '../meetings/index.ts'
import { type PaperAsked, paperKinds, printPaper } from './print-papers.ts'
import { venueWords } from './seating-names.ts'
import { aboutSeating, changing, type Here, missingPage, reading, renderSeating } from './seating-page.tsx'

const papersPath = '/desk/meetings/:unit/:meeting/papers'

/** Every paper, for the whole meeting and for each venue. */
const papersPage = aboutSeating(async (c, here) => {
  const { t, services } = c.var
  const { meeting, mayChange } = here
  const venues = await venuesOf(services.db, meeting)
  const href = (kind: string, venue?: string) =>
    `${meetingHref(meeting, `papers/${kind}`)}${venue === undefined ? '' : `?venue=${venue}`}`
  return renderSeating(
    c,
    here,
    {
      tab: 'papers',
      lead: t('seating.papers.lead'),
      actions: mayChange && (
        <LinkButton href={meetingHref(meeting, 'people/letters')}>{t('seating.papers.letters')}</LinkButton>
      ),
    },
    <Section lead={t('seating.papers.reprint')}>
      <DataTable
        t={t}
        caption={t('seating.papers.caption')}
        rows={paperKinds}
        columns={[
          {
            key: 'kind',
            label: t('seating.papers.paper'),
            phone: 'title',
            cell: (kind) => <a href={href(`${kind}.pdf`)}>{t(`seating.papers.${kind}`)}</a>,
          },
          { key: 'what', label: t('seating.papers.what'), cell: (kind) => t(`seating.papers.${kind}.what`) },
          ...venues.map((venue) => ({
            key: venue.id,
            label: venueWords(venue),
            cell: (kind: (typeof paperKinds)[number]) => (
              <a
                href={href(`${kind}.pdf`, venue.id)}
                aria-label={`${t(`seating.papers.${kind}`)}, ${venueWords(venue)}`}
              >
                PDF
              </a>
            ),
          })),
        ]}
        empty={<EmptyState title={t('seating.rounds.none')} />}
      />
    </Section>,
  )
})

/** Hands a paper on as it is drawn; a refusal is a page. */
async function printed(c: RequestContext, { meeting }: Here, asked: PaperAsked): Promise<Response> {
  const { services, t } = c.var
  const paper = await printPaper(services, t, meeting, asked)
  if (!paper.ok) return refusalPage(c, paper.refusal, statusOf(paper.refusal))
  return c.body(Readable.toWeb(paper.value.bytes) as ReadableStream, 200, {
    'content-type': paper.value.contentType,
    'content-disposition': `attachment; filename="${asked.kind}.pdf"`,
    'cache-control': 'private, no-store',
  })
}

const paperFile = aboutSeating(async (c, here) => {
  const kind = paperKinds.find((one) => `${one}.pdf` === c.req.param('paper'))
  if (!kind) return missingPage(c)
  const venueId = c.req.query('venue')
  return printed(c, here, { kind, ...(venueId ? { venueId } : {}) })
})

const oneBadge = aboutSeating((c, here) =>
  printed(c, here, { kind: 'badges', participantId: c.req.param('participant') ?? '' }),
)

export const papersRoutes: readonly Route[] = [
  page('get', papersPath, reading, papersPage),
  // Badges carry the codes of everybody: for who runs the meeting, not for who may only read of it.
  page('get', `${papersPath}/badge/:participant`, changing, oneBadge),
  page('get', `${papersPath}/:paper`, changing, paperFile),
]
