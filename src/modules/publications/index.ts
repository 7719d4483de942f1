/**
 * Publications: notices in two languages with their pictures, and the tracked links and QR codes that lead to
 * them. Not for counting who came (reach), nor for drawing public pages (site).
 */
import type { Module } from '../../platform/module.ts'
import { loadExamples, removeExamples } from './examples.ts'
import { imageHandler } from './image-handler.ts'
import { imagePage } from './image-pages.ts'
import { linkPages } from './link-pages.tsx'
import { linksPages } from './links-pages.tsx'
import { listen } from './listen.ts'
import { messages } from './messages.ts'
import { mintPages } from './mint-pages.tsx'
import { noticeFormPages } from './notice-form-pages.tsx'
import { noticeStepPages } from './notice-step-pages.tsx'
import { loadPreset } from './preset.ts'
import { publicationsApi } from './publications-api.ts'
import { publicationsCli } from './publications-cli.ts'
import { publicationsJobs } from './publications-jobs.ts'
import { publicationsPages } from './publications-pages.tsx'
import { sheetPages } from './sheet-pages.tsx'
import './tables.ts'

export { type Channel, channelName, channelsOf } from './channels.ts'
export { correctNotice } from './correct-notice.ts'
export { createNotice } from './create-notice.ts'
export { largestImage } from './largest-image.ts'
export { type LinksChange, type LinkTarget, loadLinks, onLinksChanged } from './links.ts'
export { linkByCode, linksOf } from './links-read-model.ts'
export { mintLinks } from './mint-links.ts'
export {
  holdsOn,
  inLanguage,
  isPublic,
  noticePath,
  type PublicNotice,
} from './notice.ts'
export { noticeInput } from './notice-input.ts'
export { noticeHtml, noticeSummary } from './notice-text.ts'
export { onPublicationsChanged } from './publication-changes.ts'
export {
  noticeBySlug,
  publicAddresses,
  publicationTitles,
  publishedNotices,
} from './publications-read-model.ts'
export { publishNotice } from './publish-notice.ts'
export { readPicture } from './read-picture.ts'
export { revokeLink } from './revoke-link.ts'
export { uploadImage } from './upload-image.ts'
export { withdrawNotice } from './withdraw-notice.ts'

export const publicationsModule: Module = {
  name: 'publications',
  messages,
  nav: [
    { label: 'publications.nav', href: '/desk/publications', permission: 'publications.read' },
    { label: 'publications.links.nav', href: '/desk/links', permission: 'links.read' },
  ],
  // Forms first: `new` is no unit, `mint` no code.
  routes: () => [
    ...noticeFormPages,
    ...noticeStepPages,
    imagePage,
    ...publicationsPages,
    ...mintPages,
    ...sheetPages,
    ...linksPages,
    ...linkPages,
    ...publicationsApi,
  ],
  cli: publicationsCli,
  jobs: publicationsJobs,
  loadPreset,
  loadExamples,
  removeExamples,
  rawHandler: imageHandler,
  start: listen,
}
