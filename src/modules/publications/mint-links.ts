import { type Actor, may } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { transact } from '../../platform/command.ts'
import type { Tx } from '../../platform/db/database.ts'
import { isId, newCode } from '../../platform/ids.ts'
import { ok, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { type Unit, unitTree } from '../directory/index.ts'
import { basesFor, openProgrammeOf, volunteersOf } from '../outreach/index.ts'
import { channelsOf } from './channels.ts'
import { keyOfLink, type PlannedLink, planLinks, targetPathOf } from './link-plan.ts'
import { announceLinks, type LinkTarget, notifyLinks } from './links.ts'
import { linksOf } from './links-read-model.ts'
import { addLinks, waitForMinting } from './links-store.ts'
import { isPublic } from './notice.ts'
import { invalid } from './notice-checks.ts'
import { noticeById } from './publications-read-model.ts'

/** Most links of one request: 55 volunteers x 10 channels is far less. */
export const mostLinks = 2000

export interface MintWishes {
  workUnitId: string
  electionId: string
  /** Bases of the unit's open programme. */
  bases: readonly string[]
  channels: readonly string[]
  /** A public notice of the unit or of one above it; null: the unit's page. */
  publicationId: string | null
  /** Whether each active volunteer of a base gets links of his or her own. */
  perVolunteer: boolean
}

export interface Minted {
  /** Links that came to be now. */
  minted: LinkTarget[]
  /** Links of the same kind that lived already. */
  known: LinkTarget[]
}

/**
 * Mints one link for each base x channel x volunteer, seven signs each. Asking again gives the same links.
 * Refuses without an open programme of the unit for the election, for bases outside it, for a notice that is not
 * public, and more than 2,000 at once.
 */
export async function mintLinks(
  services: Services,
  actor: Actor,
  wishes: MintWishes,
): Promise<Result<Minted>> {
  const { workUnitId, electionId } = wishes
  if (!may(actor, 'links.mint', workUnitId)) return refuse({ kind: 'forbidden', key: 'ui.refusal.forbidden' })
  const result = await transact(services.db, async (tx): Promise<Result<Minted>> => {
    const unit = (await unitTree({ db: tx, database: services.database })).byId(workUnitId)
    if (!unit) return refuse({ kind: 'missing', key: 'ui.refusal.missing' })
    const decided = await decide(tx, services, unit, wishes)
    if (!decided.ok) return decided
    const { programmeId, plan, target } = decided.value
    await waitForMinting(tx, workUnitId)
    const living = await linksOf(tx, {
      scope: workUnitId,
      exactly: true,
      electionId,
      programmeId,
      limit: 1_000_000,
    })
    const byKey = new Map(living.map((link) => [keyOfLink(link), link]))
    const known = plan.flatMap((planned) => byKey.get(keyOfLink(planned)) ?? [])
    const missing = plan.filter((planned) => !byKey.has(keyOfLink(planned)))
    const minted = await insert(tx, missing, (planned) => {
      const code = newCode(7)
      return {
        ...row(planned),
        work_unit_id: workUnitId,
        code,
        programme_id: programmeId,
        election_id: electionId,
        target_path: targetPathOf(target.unitSlug, target.noticeSlug, code),
        created_at: services.clock.now(),
      }
    })
    if (minted.length > 0) {
      await audit(
        tx,
        actor,
        {
          action: 'links.mint',
          subject: `programme ${programmeId}`,
          scope: workUnitId,
          after: {
            count: minted.length,
            bases: wishes.bases,
            channels: wishes.channels,
            codes: minted.map((l) => l.code),
          },
        },
        services.clock.now(),
      )
      await notifyLinks(tx, workUnitId)
    }
    return ok({ minted, known })
  })
  if (result.ok && result.value.minted.length > 0)
    announceLinks(services, { minted: result.value.minted, revoked: [] })
  return result
}

const row = ({ base, channel, publicationId, personId }: PlannedLink) => ({
  base,
  channel,
  publication_id: publicationId,
  person_id: personId,
})

/** Inserts what is planned; a code that somebody else holds is drawn again. */
async function insert(
  tx: Tx,
  planned: readonly PlannedLink[],
  make: (planned: PlannedLink) => Parameters<typeof addLinks>[1][number],
): Promise<LinkTarget[]> {
  const minted: LinkTarget[] = []
  let rest = planned
  for (let tries = 0; rest.length > 0; tries += 1) {
    if (tries === 8) throw new Error('No free code was found in eight draws.')
    const added = await addLinks(tx, rest.map(make))
    minted.push(...added)
    const done = new Set(added.map(keyOfLink))
    rest = rest.filter((link) => !done.has(keyOfLink(link)))
  }
  return minted
}

interface Decision {
  programmeId: string
  plan: PlannedLink[]
  target: { unitSlug: string | null; noticeSlug: string | null }
}

async function decide(tx: Tx, services: Services, unit: Unit, wishes: MintWishes): Promise<Result<Decision>> {
  const programme = await openProgrammeOf(tx, unit.id, wishes.electionId)
  if (!programme) return invalid({ field: 'unit', key: 'publications.links.refusal.programme' })
  const known = new Set(
    (await basesFor(tx, { electionId: wishes.electionId, workUnitId: unit.id })).map((b) => b.code),
  )
  if (wishes.bases.length === 0) return invalid({ field: 'bases', key: 'publications.links.refusal.bases' })
  const stranger = wishes.bases.find((base) => !known.has(base) || !programme.bases.includes(base))
  if (stranger !== undefined)
    return invalid({
      field: 'bases',
      key: 'publications.links.refusal.base',
      params: { base: stranger.slice(0, 40) },
    })
  const channels = new Set((await channelsOf(tx)).map(({ code }) => code))
  if (wishes.channels.length === 0 || wishes.channels.some((code) => !channels.has(code)))
    return invalid({ field: 'channels', key: 'publications.links.refusal.channels' })
  const target = await targetOf(tx, services, unit, wishes.publicationId)
  if (!target.ok) return target
  const people = new Map<string, string[]>()
  if (wishes.perVolunteer) {
    for (const { id, base, state } of await volunteersOf(tx, {
      workUnitId: unit.id,
      programmeId: programme.id,
    }))
      if (state === 'active') people.set(base, [...(people.get(base) ?? []), id])
    const empty = wishes.bases.find((base) => !people.has(base))
    if (empty !== undefined)
      return invalid({
        field: 'bases',
        key: 'publications.links.refusal.volunteers',
        params: { base: empty },
      })
  }
  const plan = planLinks({
    bases: [...new Set(wishes.bases)],
    channels: [...new Set(wishes.channels)],
    publicationIds: [wishes.publicationId],
    people,
  })
  if (plan.length > mostLinks)
    return invalid({ field: 'bases', key: 'publications.links.refusal.tooMany', params: { most: mostLinks } })
  return ok({ programmeId: programme.id, plan, target: target.value })
}

/** The page a link leads to: a public notice of the unit or of one above it, or the unit's own page. */
async function targetOf(
  tx: Tx,
  services: Services,
  unit: Unit,
  publicationId: string | null,
): Promise<Result<Decision['target']>> {
  if (publicationId === null) return ok({ unitSlug: unit.slug, noticeSlug: null })
  const tree = await unitTree({ db: tx, database: services.database })
  for (const owner of isId(publicationId) ? tree.ancestors(unit.id) : []) {
    const notice = await noticeById(tx, owner.id, publicationId)
    if (notice && isPublic(notice)) return ok({ unitSlug: owner.slug, noticeSlug: notice.slug })
  }
  return invalid({ field: 'publicationId', key: 'publications.links.refusal.publication' })
}
