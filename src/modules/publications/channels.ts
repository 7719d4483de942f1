import type { Db } from '../../platform/db/database.ts'
import type { Locale } from '../../platform/i18n/catalogue.ts'

/** Where a link was put: WhatsApp, Instagram, a QR on paper. */
export interface Channel {
  code: string
  position: number
  nameId: string
  nameEn: string
  kind: 'online' | 'paper' | 'direct'
}

/** The channels of the preset, in its order. */
export const channelsOf = (db: Db): Promise<Channel[]> =>
  db
    .selectFrom('link_channel')
    .select(['code', 'position', 'name_id as nameId', 'name_en as nameEn', 'kind'])
    .orderBy('position')
    .execute()

export const channelName = (channel: Pick<Channel, 'nameId' | 'nameEn'>, locale: Locale) =>
  locale === 'en' ? channel.nameEn : channel.nameId
