import { Readable } from 'node:stream'
import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import { statusOf } from '../../platform/result.ts'
import { DataTable, EmptyState, LinkButton, refusalPage, Section } from '../../ui/index.ts'
import { meetingHref, venueLetter, venuesOf } from '../meetings/index.ts'
import { participantById } from '../participants/index.ts'
import { type PaperAsked, paperKinds, printPaper } from './print-papers.ts'
import { venueWords } from './seating-names.ts'
import { changingOne, type Here, missingPage, reading, renderSeating } from './seating-page.tsx'

const papersPath = '/desk/meetings/:unit/:meeting/papers'

/** Every paper, for the whole meeting and for each venue. */
const papersPage = reading(async (c, here) => {
  const { t, services } = c.var
  const { meeting, mayChange, mayPrintAt } = here
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
    <Section>
      <p>{t('seating.papers.reprint')}</p>
      <p class="muted small">{venues.map(venueWords).join('; ')}</p>
      <DataTable
        t={t}
        caption={t('seating.papers.caption')}
        rows={paperKinds}
        columns={[
          {
            key: 'kind',
            label: t('seating.papers.paper'),
            phone: 'title',
            cell: (kind) =>
              mayPrintAt(null) ? (
                <a href={href(`${kind}.pdf`)}>{t(`seating.papers.${kind}`)}</a>
              ) : (
                t(`seating.papers.${kind}`)
              ),
          },
          { key: 'what', label: t('seating.papers.what'), cell: (kind) => t(`seating.papers.${kind}.what`) },
          ...venues
            .filter(({ id }) => mayPrintAt(id))
            .map((venue) => ({
              key: venue.id,
              label: t('seating.papers.at', { letter: venueLetter(venue.rank) }),
              cell: (kind: (typeof paperKinds)[number]) => (
                <a
                  href={href(`${kind}.pdf`, venue.id)}
                  aria-label={`PDF, ${t(`seating.papers.${kind}`)}, ${venueWords(venue)}`}
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

/** Hands a paper on as it is drawn; a refusal is a page. Badges carry the codes of everybody: only for who runs the venue. */
async function printed(
  c: RequestContext,
  { meeting, mayPrintAt }: Here,
  { of, ...asked }: PaperAsked & { of: string | null },
): Promise<Response> {
  const { services, t } = c.var
  if (!mayPrintAt(of)) return refusalPage(c, { kind: 'forbidden', key: 'ui.refusal.forbidden' }, 403)
  const paper = await printPaper(services, t, meeting, asked)
  if (!paper.ok) return refusalPage(c, paper.refusal, statusOf(paper.refusal))
  return c.body(Readable.toWeb(paper.value.bytes) as ReadableStream, 200, {
    'content-type': paper.value.contentType,
    'content-disposition': `attachment; filename="${asked.kind}.pdf"`,
    'cache-control': 'private, no-store',
  })
}

const paperFile = changingOne(async (c, here) => {
  const kind = paperKinds.find((one) => `${one}.pdf` === c.req.param('paper'))
  if (!kind) return missingPage(c)
  const venueId = c.req.query('venue') || undefined
  return printed(c, here, { kind, of: venueId ?? null, ...(venueId ? { venueId } : {}) })
})

const oneBadge = changingOne(async (c, here) => {
  const one = await participantById(c.var.services.db, here.meeting, c.req.param('participant') ?? '')
  return one ? printed(c, here, { kind: 'badges', of: one.venueId, participantId: one.id }) : missingPage(c)
})

export const papersRoutes: readonly Route[] = [
  page('get', papersPath, 'signed-in', papersPage),
  page('get', `${papersPath}/badge/:participant`, 'signed-in', oneBadge),
  page('get', `${papersPath}/:paper`, 'signed-in', paperFile),
]
