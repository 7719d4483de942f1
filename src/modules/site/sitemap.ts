import type { Db } from '../../platform/db/database.ts'
import type { UnitTree } from '../directory/index.ts'
import { noticePath, publicAddresses } from '../publications/index.ts'
import { xml } from './feed.ts'
import { countingPath, unitPath } from './public-address.ts'

/** Most addresses of one file (sitemaps.org). */
const most = 50_000

/** Every unit's page and every public notice, for search engines. */
export async function sitemap(db: Db, tree: UnitTree, publicUrl: string): Promise<string> {
  const notices = await publicAddresses(db, most - tree.all.length - 1)
  const urls = [
    `<url><loc>${xml(publicUrl + countingPath)}</loc></url>`,
    ...tree.all.map((unit) => `<url><loc>${xml(publicUrl + unitPath(unit))}</loc></url>`),
    ...notices.flatMap(({ workUnitId, slug, changedAt }) => {
      const unit = tree.byId(workUnitId)
      if (!unit) return []
      const lastmod = changedAt.toISOString().slice(0, 10)
      return `<url><loc>${xml(publicUrl + noticePath(unit.slug, slug))}</loc><lastmod>${lastmod}</lastmod></url>`
    }),
  ]
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${urls.join('')}</urlset>\n`
}

/** Short links are left open: link previews ask for them, and look here first. */
export const robots = (publicUrl: string) =>
  `User-agent: *\nDisallow: /desk\nDisallow: /in\nDisallow: /api\n\nSitemap: ${publicUrl}/sitemap.xml\n`
