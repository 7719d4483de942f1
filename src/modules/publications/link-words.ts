import type { Config } from '../../platform/config.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Translator } from '../../platform/i18n/catalogue.ts'
import type { Services } from '../../platform/services.ts'
import { unitTree } from '../directory/index.ts'
import { baseName, basesFor, volunteerNames } from '../outreach/index.ts'
import { channelName, channelsOf } from './channels.ts'
import type { TrackedLink } from './links-read-model.ts'
import { inLanguage } from './notice.ts'
import { publicationTitles } from './publications-read-model.ts'

/** The short address of a link, as it is shared. */
export const shortAddress = ({ publicUrl }: Pick<Config, 'publicUrl'>, code: string) =>
  `${publicUrl}/s/${code}`

/** What a QR code of the link holds: scans are told from clicks by it. */
export const qrAddress = ({ publicUrl }: Pick<Config, 'publicUrl'>, code: string) => `${publicUrl}/q/${code}`

/** An address without the part that everybody knows, for paper. */
export const withoutScheme = (address: string) => address.replace(/^https?:\/\//, '')

/** A link in words. */
export interface SpokenLink extends TrackedLink {
  short: string
  qr: string
  unitName: string
  baseName: string
  channelName: string
  /** null: nobody's own. */
  volunteer: string | null
  /** null: the unit's page. */
  publication: string | null
}

/** Puts names to what links hold codes of. */
export async function spokenLinks(
  services: Pick<Services, 'db' | 'database' | 'config'>,
  t: Translator,
  links: readonly TrackedLink[],
): Promise<SpokenLink[]> {
  const { db, config } = services
  const tree = await unitTree(services)
  const [bases, channels] = [await baseNames(db, t, links), await channelNames(db, t)]
  const volunteers = await volunteerNames(db, {
    workUnitIds: links.map(({ workUnitId }) => workUnitId),
    ids: links.flatMap(({ personId }) => personId ?? []),
  })
  const titles = await publicationTitles(
    db,
    links.flatMap(({ publicationId }) => publicationId ?? []),
  )
  return links.map((link) => {
    const title = titles.get(link.publicationId ?? '')
    return {
      ...link,
      short: shortAddress(config, link.code),
      qr: qrAddress(config, link.code),
      unitName: tree.byId(link.workUnitId)?.shortName ?? link.workUnitId,
      baseName: bases.get(link.base) ?? link.base,
      channelName: channels.get(link.channel) ?? link.channel,
      volunteer: volunteers.get(link.personId ?? '') ?? null,
      publication: title ? inLanguage(title, t.locale) : null,
    }
  })
}

async function baseNames(db: Db, t: Translator, links: readonly TrackedLink[]): Promise<Map<string, string>> {
  const [first] = links
  if (!first) return new Map()
  const bases = await basesFor(db, { electionId: first.electionId, workUnitId: first.workUnitId })
  return new Map(bases.map((base) => [base.code, baseName(base, t.locale)]))
}

const channelNames = async (db: Db, t: Translator) =>
  new Map((await channelsOf(db)).map((channel) => [channel.code, channelName(channel, t.locale)]))
