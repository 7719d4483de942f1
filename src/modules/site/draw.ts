import { dayIn } from '../../platform/clock.ts'
import { type Locale, translator } from '../../platform/i18n/catalogue.ts'
import { formats } from '../../platform/i18n/formats.ts'
import type { Services } from '../../platform/services.ts'
import type { Unit, UnitTree } from '../directory/index.ts'
import { inLanguage, isPublic, noticeBySlug, noticePath, publishedNotices } from '../publications/index.ts'
import { calendarView } from './calendar-view.ts'
import { countingPage } from './counting-page.tsx'
import { dayAndMonth } from './days.ts'
import { feed } from './feed.ts'
import { missingPage, noticePage, withdrawnPage } from './notice-page.tsx'
import type { PageParts } from './page-parts.ts'
import type { PublicAddress } from './public-address.ts'
import { sharePicture } from './share-picture.ts'
import { robots, sitemap } from './sitemap.ts'
import { unitPage } from './unit-page.tsx'

/** An answer before it is compressed and kept. */
export interface Drawn {
  status: 200 | 404 | 410
  type: string
  body: string | Uint8Array
}

const html = (body: string, status: Drawn['status'] = 200): Drawn => ({
  status,
  type: 'text/html; charset=utf-8',
  body: `<!doctype html>${body}`,
})
const text = (type: string, body: string): Drawn => ({ status: 200, type: `${type}; charset=utf-8`, body })
const picture = (body: Uint8Array): Drawn => ({ status: 200, type: 'image/jpeg', body })

/** What pages of a unit are drawn with, as of now. */
const partsOf = ({ config, clock }: Services, tree: UnitTree, unit: Unit, locale: Locale): PageParts => ({
  tree,
  unit,
  locale,
  t: translator(locale),
  format: formats(locale),
  day: dayIn(unit.timeZone, clock.now()),
  publicUrl: config.publicUrl,
  minCell: config.minCell,
})

/** Draws what an address asks for, as of now. */
export async function draw(services: Services, tree: UnitTree, address: PublicAddress): Promise<Drawn> {
  const { db, config } = services
  const parts = partsOf(services, tree, address.unit, address.locale)
  switch (address.kind) {
    case 'unit':
      return html(await unitPage(db, parts))
    case 'feed': {
      const of = { workUnitIds: [parts.unit.id], day: parts.day, limit: 50 }
      return text('application/rss+xml', feed(parts, await publishedNotices(db, of)))
    }
    case 'unitPicture':
      return picture(await unitPicture(services, parts))
    case 'counting':
      return html(countingPage(parts))
    case 'robots':
      return text('text/plain', robots(config.publicUrl))
    case 'sitemap':
      return text('application/xml', await sitemap(db, tree, config.publicUrl))
    default:
      return notice(services, parts, address.kind, address.slug)
  }
}

async function notice(
  { db }: Services,
  parts: PageParts,
  kind: 'notice' | 'noticePicture',
  slug: string,
): Promise<Drawn> {
  const { unit, locale } = parts
  const found = await noticeBySlug(db, unit.id, slug)
  if (!found) return html(missingPage(parts, noticePath(unit.slug, slug)), 404)
  if (!isPublic(found)) return html(withdrawnPage(parts, found), 410)
  if (kind === 'notice') return html(await noticePage(db, parts, found))
  return picture(
    await sharePicture({
      kicker: unit.name,
      title: inLanguage(found.title, locale),
      line: found.source ?? '',
    }),
  )
}

/** The picture of a unit's page: the next voting day, or its name where none is set. */
async function unitPicture({ db }: Services, parts: PageParts): Promise<Uint8Array> {
  const { unit, day, locale, t } = parts
  const { voting } = await calendarView(db, unit, day)
  return sharePicture(
    voting
      ? {
          kicker: unit.name,
          title: `${dayAndMonth(voting.on, locale)} ${voting.on.slice(0, 4)}`,
          line: t('site.hero.voting'),
        }
      : { kicker: t('site.notices.title'), title: unit.name, line: t('site.share.dates') },
  )
}

/** The page of an address where nothing stands and which belongs to nobody. */
export const drawMissing = (services: Services, tree: UnitTree, path: string, locale: Locale): Drawn =>
  html(missingPage(partsOf(services, tree, tree.root, locale), path), 404)
