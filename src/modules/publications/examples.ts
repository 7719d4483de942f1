import type { Insertable } from 'kysely'
import { dayIn } from '../../platform/clock.ts'
import type { SeedContext } from '../../platform/module.ts'
import { type Unit, unitTree } from '../directory/index.ts'
import { electionById, stagesOf } from '../elections/index.ts'
import { volunteersIn } from '../outreach/index.ts'
import { exampleLinks } from './example-links.ts'
import { idFrom, numbersFrom } from './example-numbers.ts'
import { currentTexts, type ExampleText, seasonText } from './example-texts.ts'
import { targetPathOf } from './link-plan.ts'
import { announceLinks, notifyLinks } from './links.ts'
import { addLinks, deleteExampleLinks } from './links-store.ts'
import { announcePublications, notifyPublications } from './publication-changes.ts'
import { addNotices, deleteExampleNotices, saveImage } from './publications-store.ts'
import { slugOf } from './slug.ts'
import type { PublicationTable } from './tables.ts'

const season = 'general-2019'
const ahead = 'example-next'

/**
 * Notices of the national office, of every province and of a third of the districts: one of the season of 2019
 * and one to three that hold now; and the links of the season's volunteers, which lead to them. From a seed.
 */
export async function loadExamples({ tx, services }: SeedContext): Promise<void> {
  const tree = await unitTree({ db: tx, database: services.database })
  const now = services.clock.now()
  const served = (await stagesOf(tx, season)).find(({ kind }) => kind === 'volunteers')
  if (!served) throw new Error(`The preset has no season of volunteers in ${season}.`)
  const from = new Date(`${served.from}T01:00:00Z`)
  const next = await electionById(tx, ahead)
  const { exampleAlt, examplePicture } = await import('./example-picture.ts')
  const { prepareImage } = await import('./prepare-image.ts')
  const prepared = await prepareImage(await examplePicture())
  if (!prepared.ok) throw new Error('The example picture was refused.')
  await saveImage(tx, tree.root.id, prepared.value)

  const writers = tree.all.filter(
    (unit) => unit.level !== 'district' || numbersFrom(`writes ${unit.id}`)() < 1 / 3,
  )
  const ofSeason = writers.map((unit) =>
    notice(unit, seasonText, {
      election_id: season,
      valid_from: served.from,
      valid_until: served.until,
      at: from,
    }),
  )
  const ofNow = writers.flatMap((unit) => {
    const texts = currentTexts[unit.level]
    const draw = numbersFrom(`notices ${unit.id}`)
    const count = unit.level === 'national' ? texts.length : 1 + Math.floor(draw() * texts.length)
    const first = unit.level === 'national' ? 0 : Math.floor(draw() * texts.length)
    return Array.from({ length: count }, (_, at) => {
      const text = texts[(first + at) % texts.length] ?? seasonText
      const pictured = unit.level === 'national' && at === 0
      return notice(unit, text, {
        election_id: next?.id ?? null,
        valid_from: dayIn(unit.timeZone, now),
        valid_until: next?.votingOn ?? null,
        // The first text is the newest and stands on top.
        at: new Date(now.getTime() - at * 60_000),
        ...(pictured
          ? { image_hash: prepared.value.hash, image_alt_id: exampleAlt.id, image_alt_en: exampleAlt.en }
          : {}),
      })
    })
  })
  await addNotices(tx, [...ofSeason, ...ofNow])

  const bySeason = new Map(ofSeason.map((row) => [row.work_unit_id, row]))
  const targetOf = (workUnitId: string) =>
    tree
      .ancestors(workUnitId)
      .toReversed()
      .find(({ id }) => bySeason.has(id))
  const volunteers = await volunteersIn(tx, { scope: tree.root.id, electionId: season })
  const links = exampleLinks(
    volunteers.filter(({ example }) => example),
    (workUnitId) => bySeason.get(targetOf(workUnitId)?.id ?? '')?.id ?? null,
  )
  await addLinks(
    tx,
    links.map(({ workUnitId, programmeId, base, channel, publicationId, personId, code }) => ({
      work_unit_id: workUnitId,
      code,
      programme_id: programmeId,
      election_id: season,
      base,
      channel,
      publication_id: publicationId,
      person_id: personId,
      target_path: targetPathOf(targetOf(workUnitId)?.slug ?? null, slugOf(seasonText.titleId), code),
      created_at: from,
      example: true,
    })),
  )
  await tell({ tx, services })
}

type Rest = Partial<Insertable<PublicationTable>> & { at: Date }

const notice = (unit: Unit, text: ExampleText, { at, ...rest }: Rest): Insertable<PublicationTable> => ({
  work_unit_id: unit.id,
  id: idFrom(`notice ${unit.id} ${text.titleId}`),
  slug: slugOf(text.titleId),
  state: 'published',
  title_id: text.titleId,
  title_en: text.titleEn,
  body_id: text.bodyId,
  body_en: text.bodyEn,
  source: text.source,
  created_at: at,
  changed_at: at,
  published_at: at,
  example: true,
  ...rest,
})

/** Takes them out again, and whatever hangs on them. */
export async function removeExamples({ tx, services }: SeedContext): Promise<void> {
  await deleteExampleLinks(tx)
  await deleteExampleNotices(tx)
  await tell({ tx, services })
}

/** Too many changed to tell one by one. */
async function tell({ tx, services }: Pick<SeedContext, 'tx' | 'services'>): Promise<void> {
  await notifyLinks(tx, '*')
  await notifyPublications(tx, '*')
  announceLinks(services, 'reload')
  announcePublications(services, '*')
}
