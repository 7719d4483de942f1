import { expect, test } from 'vitest'
import { markdownToHtml, markdownToText } from './markdown.ts'

test('writes headings of two levels, lists, emphasis and links', () => {
  const html = markdownToHtml(
    '# Cara memilih\n\n### Di TPS\n\n1. Bawa **KTP-el**\n2. Celupkan *jari*\n\n- satu\n\n[Peta](/kota-salatiga) dan [KPU](https://www.kpu.go.id)',
  )
  expect(html).toContain('<h2>Cara memilih</h2>')
  expect(html).toContain('<h3>Di TPS</h3>')
  expect(html).toContain('<ol>')
  expect(html).toContain('<ul>')
  expect(html).toContain('<strong>KTP-el</strong>')
  expect(html).toContain('<em>jari</em>')
  expect(html).toContain('<a href="/kota-salatiga">Peta</a>')
  expect(html).toContain('<a href="https://www.kpu.go.id" rel="nofollow noopener noreferrer">KPU</a>')
})

// Ways in that other renderers have fallen for; after the OWASP filter evasion list.
const attacks = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<a href="javascript:alert(1)">x</a>',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](java\tscript:alert(1))',
  '[x](javascript&colon;alert(1))',
  '[x](javascript&#58;alert(1))',
  '[x](&#x6A;avascript:alert(1))',
  '[x](data:text/html;base64,PHNjcmlwdD4=)',
  '[x](vbscript:msgbox(1))',
  '[x](//evil.example/a)',
  '[x](/\\evil.example)',
  '[x](\\\\evil.example)',
  '[x](file:///etc/passwd)',
  '[x](mailto:a@b.example)',
  '[x](blob:https://a.example/1)',
  '<javascript:alert(1)>',
  '<https://a.example/"onmouseover="alert(1)>',
  '[x](https://a.example/"onmouseover="alert(1))',
  '[x](https://a.example "onmouseover=alert(1)")',
  '[x]: javascript:alert(1)\n\n[x]',
  '![x](https://a.example/x.png)',
  '![x](javascript:alert(1))',
  '![<img src=x onerror=alert(1)>](x)',
  '[<script>alert(1)</script>](https://a.example)',
  '**<svg/onload=alert(1)>**',
  '- <iframe src=javascript:alert(1)>',
  '# <style>*{display:none}</style>',
  '`<b onclick=alert(1)>`',
  '<!-- --><script>alert(1)</script>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '<math><mi//xlink:href="data:x,<script>alert(4)</script>">',
]

test.each(attacks)('lets nothing run from %j', (attack) => {
  const html = markdownToHtml(attack)
  // Every tag that comes out is one of the subset, with no attribute but a checked href and rel (title on links).
  for (const [tag, name, attributes] of html.matchAll(/<\/?([a-z][\w-]*)([^>]*)>/gi)) {
    expect(['p', 'h2', 'h3', 'ul', 'ol', 'li', 'strong', 'em', 'a', 'blockquote', 'hr', 'br'], tag).toContain(
      name,
    )
    for (const [, attribute] of (attributes ?? '').matchAll(/\s([\w:-]+)=/g))
      expect(['href', 'rel', 'title', 'start'], tag).toContain(attribute)
    const href = /href="([^"]*)"/.exec(attributes ?? '')?.[1]
    if (href !== undefined) expect(href).toMatch(/^(https?:\/\/|\/(?![/\\]))/i)
  }
})

test('shows what is outside the subset as the text it is', () => {
  expect(markdownToHtml('<b>tebal</b>')).toBe('<p>&lt;b&gt;tebal&lt;/b&gt;</p>\n')
  expect(markdownToHtml('![alt](https://a.example/x.png)')).not.toContain('<img')
})

test('makes a description of whole words', () => {
  expect(markdownToText('## Satu\n\nDua **tiga** [empat](https://a.example)\n\n- lima', 100)).toBe(
    'Satu Dua tiga empat lima',
  )
  const long = markdownToText('kata '.repeat(100), 52)
  expect(long.length).toBeLessThanOrEqual(52)
  expect(long.endsWith('kata…')).toBe(true)
})
