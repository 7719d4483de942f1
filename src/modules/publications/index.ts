/**
 * Publications: notices in two languages with their pictures, and the tracked links and QR codes that lead to
 * them. Not for counting who came (reach), nor for drawing public pages (site).
 */
import './tables.ts'

export { type LinksChange, type LinkTarget, loadLinks, onLinksChanged } from './links.ts'
