import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import { unlistedPage } from '../../ui/index.ts'
import {
  classesOf,
  type Material,
  type Meeting,
  type MeetingClass,
  materialFile,
  materialsOf,
  materialWords,
  meetingName,
  sendMaterial,
} from '../meetings/index.ts'
import { unitName } from './list-words.ts'
import { tookPart } from './participant-states.ts'
import type { Participant } from './participants-read-model.ts'
import { personalPath } from './personal-code.ts'
import { behindLink, gone } from './personal-pages.tsx'
import { type PersonalLink, personalClasses } from './personal-parts.ts'

const pathOf = ({ code }: Participant) => `${personalPath(code)}/materials`

/**
 * The whole meeting (null) and the own classes, as far as they have materials, each with them; none before the meeting is
 * open, nor to who does not come.
 */
async function ownMaterials(
  c: RequestContext,
  meeting: Meeting,
  one: Participant,
): Promise<{ of: MeetingClass | null; materials: Material[] }[]> {
  if (meeting.state === 'draft' || !tookPart.some((state) => state === one.state)) return []
  const { db } = c.var.services
  const own = await personalClasses(c, meeting, one)
  const all = Map.groupBy(await materialsOf(db, meeting), ({ classId }) => classId)
  return [null, ...(await classesOf(db, meeting))].flatMap((of) => {
    const materials = of === null || own.includes(of.id) ? (all.get(of?.id ?? null) ?? []) : []
    return materials.length > 0 ? [{ of, materials }] : []
  })
}

/** The way from the personal page to the materials, where there are some. */
export async function materialsLink(
  c: RequestContext,
  meeting: Meeting,
  one: Participant,
): Promise<PersonalLink[]> {
  const { t } = c.var
  const count = (await ownMaterials(c, meeting, one)).reduce(
    (sum, { materials }) => sum + materials.length,
    0,
  )
  if (count === 0) return []
  return [{ label: t('participants.materials.link', { count }), href: `${pathOf(one)}?lang=${t.locale}` }]
}

const list = behindLink(async (c, { one, meeting, words }) => {
  const { t } = c.var
  const own = await ownMaterials(c, meeting, one)
  if (own.length === 0) return gone(c, 404)
  return unlistedPage(c, {
    privacy: t('participants.materials.privacy'),
    title: t('participants.materials.title'),
    organiser: unitName(words, meeting.workUnitId),
    path: pathOf(one),
    children: (
      <div class="card notice">
        <p class="small muted">{meetingName(meeting, t.locale)}</p>
        <h1>{t('participants.materials.title')}</h1>
        {own.map(({ of, materials }) => (
          <>
            <h2>
              {of === null
                ? t('participants.materials.whole')
                : [of.code, t.locale === 'en' ? (of.topicEn ?? of.topicId) : of.topicId].join(' · ')}
            </h2>
            {materials.map((material) => (
              <p>
                <a class="way" href={material.url ?? `${pathOf(one)}/${material.id}`} rel="noreferrer">
                  {material.title}
                </a>{' '}
                <span class="small muted">{materialWords(c.var, material)}</span>
              </p>
            ))}
          </>
        ))}
        <p>
          <a class="way" href={`${personalPath(one.code)}?lang=${t.locale}`}>
            {t('participants.photograph.back')}
          </a>
        </p>
      </div>
    ),
  })
})

/** A file of an own class; what belongs to others is as unknown as what never was. */
const download = behindLink(async (c, { one, meeting }) => {
  const id = c.req.param('material') ?? ''
  const own = (await ownMaterials(c, meeting, one)).flatMap(({ materials }) => materials)
  const file = own.some((material) => material.id === id)
    ? await materialFile(c.var.services.db, meeting, id)
    : undefined
  return file ? sendMaterial(c, file) : gone(c, 404)
})

/** Materials of the whole meeting and of the own classes behind the personal link. */
export const materialsRoutes: readonly Route[] = [
  page('get', '/m/:code/materials', 'public', list),
  page('get', '/m/:code/materials/:material', 'public', download),
]
