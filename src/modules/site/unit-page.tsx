import type { Db } from '../../platform/db/database.ts'
import { publishedNotices } from '../publications/index.ts'
import { calendarView } from './calendar-view.ts'
import type { PageParts } from './page-parts.ts'
import { below, unitPath } from './public-address.ts'
import { Dates } from './views/dates.tsx'
import { Document } from './views/document.tsx'
import { Hero } from './views/hero.tsx'
import { NoticeList } from './views/notice-list.tsx'
import { CountryList, UnitList } from './views/units.tsx'

/** Most notices on a front page; all of them are in the feed. */
const most = 8

/** The front page of a unit, `/` for the national office. */
export async function unitPage(db: Db, parts: PageParts): Promise<string> {
  const { unit, tree, day, t } = parts
  const calendar = await calendarView(db, unit, day)
  const workUnitIds = tree
    .ancestors(unit.id)
    .map(({ id }) => id)
    .toReversed()
  const notices = await publishedNotices(db, { workUnitIds, day, limit: most })
  const isRoot = unit.parentId === null
  const description = t('site.description', { unit: unit.name })
  return String(
    <Document
      parts={parts}
      title={unit.name}
      path={unitPath(unit)}
      sharing={{ description, image: below(unit, 'share.jpg'), imageAlt: unit.name, type: 'website' }}
      counted
      example={calendar.example || notices.some(({ example }) => example)}
      hero={<Hero parts={parts} calendar={calendar} />}
    >
      <div class="columns">
        <Dates parts={parts} calendar={calendar} />
        <NoticeList parts={parts} notices={notices} />
      </div>
      {isRoot ? <CountryList parts={parts} /> : <UnitList parts={parts} />}
    </Document>,
  )
}
