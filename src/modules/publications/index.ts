/**
 * Publications: notices in two languages with their pictures, and the tracked links and QR codes that lead to
 * them. Not for counting who came (reach), nor for drawing public pages (site).
 */
import type { Module } from '../../platform/module.ts'
import { messages } from './messages.ts'
import { loadPreset } from './preset.ts'
import './tables.ts'

export { type Channel, channelName, channelsOf } from './channels.ts'
export { type LinksChange, type LinkTarget, loadLinks, onLinksChanged } from './links.ts'
export { type LinksQuery, linksOf, type TrackedLink } from './links-read-model.ts'
export {
  holdsOn,
  inLanguage,
  isPublic,
  type NoticeImage,
  noticePath,
  type PublicNotice,
  type Words,
} from './notice.ts'
export { onPublicationsChanged } from './publication-changes.ts'
export { noticeBySlug, publicationTitles, publishedNotices } from './publications-read-model.ts'

export const publicationsModule: Module = {
  name: 'publications',
  messages,
  nav: [{ label: 'publications.nav', href: '/desk/publications', permission: 'publications.read' }],
  loadPreset,
}
