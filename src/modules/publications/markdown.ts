import MarkdownIt, { type Token } from 'markdown-it'

/**
 * The Markdown of notices: paragraphs, headings of two levels (h2, h3), lists, emphasis, quotes and links.
 * No HTML, no pictures, no code, no tables: what is not in the subset stays the text it is.
 */
const markdown = new MarkdownIt('zero', { html: false, linkify: false, typographer: false }).enable([
  'heading',
  'list',
  'blockquote',
  'hr',
  'newline',
  'escape',
  'emphasis',
  'link',
  'autolink',
  'entity',
])

/** Links lead to the web or to a page of this site; everything else (javascript:, data:, //host) stays text. */
const isAllowed = (href: string) => /^(https?:\/\/[^\s\\]+|\/(?![/\\])[^\s\\]*)$/i.test(href)
markdown.validateLink = (href) => isAllowed(href.trim())

markdown.core.ruler.push('two_levels', (state) => {
  for (const token of state.tokens) {
    if (token.type === 'heading_open' || token.type === 'heading_close')
      token.tag = Number(token.tag.slice(1)) <= 2 ? 'h2' : 'h3'
    for (const child of token.children ?? []) if (child.type === 'link_open') relate(child)
  }
})

/** A link to another site says nothing to it about where the reader came from, and lends it no weight. */
function relate(link: Token) {
  if (!String(link.attrGet('href')).startsWith('/')) link.attrSet('rel', 'nofollow noopener noreferrer')
}

/** A body as HTML that is safe to print as it is. */
export const markdownToHtml = (text: string): string => markdown.render(text)

/** The words of a body without marks, cut at a word's end to at most `limit` signs; for descriptions. */
export function markdownToText(text: string, limit: number): string {
  const words = markdown
    .parse(text, {})
    .filter((token) => token.type === 'inline')
    .map((token) => (token.children ?? []).map((child) => child.content || ' ').join(''))
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim()
  if (words.length <= limit) return words
  const cut = words.slice(0, limit - 1)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), limit / 2)).replace(/[\s.,;:]+$/, '')}…`
}
