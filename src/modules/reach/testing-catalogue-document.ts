import { type CatalogueRow, catalogue } from './testing-catalogue.ts'

/** The catalogue as `docs/reach-catalogue.md`. */
export function catalogueDocument(): string {
  const lines = [
    '# What a request is counted as',
    '',
    '<!-- Made from src/modules/reach/testing-catalogue.ts by catalogue.test.ts beside it; run that with -u to renew. -->',
    '',
    'Each row is sent over a real connection by a test and must be counted as it says here. What is not a person is',
    'answered like everybody, but for links that are fetched ahead, and has a counter of its own, for each link, unit',
    'and day.',
    '',
  ]
  for (const { title, lead, rows } of catalogue) {
    lines.push(`## ${title}`, '', lead, '')
    const cells = rows.map((row) => [
      row.who,
      requestOf(row),
      row.note ? `${row.becomes}; ${row.note}` : row.becomes,
    ])
    lines.push(...table([['who', 'request', 'counted as'], ...cells]))
    lines.push('')
  }
  return lines.join('\n')
}

/** A table whose columns stand under each other, as the formatter wants it. */
function table([head = [], ...rows]: readonly string[][]): string[] {
  const widths = head.map((_, at) => Math.max(3, ...[head, ...rows].map((row) => row[at]?.length ?? 0)))
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)]
}

const targets = { s: 'GET /s/CODE', q: 'GET /q/CODE', e: 'GET /e', post: 'POST /e' }

function requestOf({ at, method, headers, from, after, disguised }: CatalogueRow): string {
  const target = method ? targets[at].replace('GET', method) : targets[at]
  const said = Object.entries(headers).map(([name, value]) =>
    value === 'HERE' ? '`referer`: a page of this site' : `\`${name}: ${value.replaceAll('|', '\\|')}\``,
  )
  return [
    `\`${target}\``,
    ...said,
    ...(from ? [`from \`${from}\``] : []),
    ...(after ? [`after ${after} ${disguised ? 'others of this network' : 'of the same'}`] : []),
  ].join('<br>')
}
