import type { ExportTable } from '../../platform/export.ts'
import type { Translator } from '../../platform/i18n/catalogue.ts'
import type { SpokenLink } from './link-words.ts'

/** Links as a table for offices that live in spreadsheets. */
export const linksTable = (t: Translator, links: readonly SpokenLink[]): ExportTable => ({
  title: t('publications.links.title'),
  sheet: t('publications.export.sheet'),
  columns: [
    { key: 'code', label: t('publications.export.code'), type: 'text' },
    { key: 'short', label: t('publications.export.short'), type: 'text' },
    { key: 'qr', label: t('publications.export.qr'), type: 'text' },
    { key: 'unit', label: t('publications.links.column.unit'), type: 'text' },
    { key: 'base', label: t('publications.links.column.base'), type: 'text' },
    { key: 'channel', label: t('publications.links.column.channel'), type: 'text' },
    { key: 'volunteer', label: t('publications.links.column.volunteer'), type: 'text' },
    { key: 'publication', label: t('publications.links.column.publication'), type: 'text' },
    { key: 'minted', label: t('publications.links.column.created'), type: 'day' },
    { key: 'revoked', label: t('publications.links.column.revoked'), type: 'day' },
  ],
  rows: links.map((link) => ({
    code: link.code,
    short: link.short,
    qr: link.qr,
    unit: link.unitName,
    base: link.baseName,
    channel: link.channelName,
    volunteer: link.volunteer,
    publication: link.publication,
    minted: link.createdAt.toISOString().slice(0, 10),
    revoked: link.revokedAt?.toISOString().slice(0, 10) ?? null,
  })),
})
