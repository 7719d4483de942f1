import { expect, test } from 'vitest'
import { addMessages, translator } from '../platform/i18n/catalogue.ts'
import { type Column, DataTable, Section } from './index.ts'
import { messages } from './messages.ts'

addMessages(messages)
const t = translator('en')

interface Row {
  name: string
  people: number
}
const columns: Column<Row>[] = [
  { key: 'name', label: 'Name', sortable: true, phone: 'title', cell: (row) => row.name },
  { key: 'people', label: 'People', sortable: true, align: 'end', cell: (row) => row.people },
  { key: 'note', label: 'Note', cell: () => '–' },
]
const href = (key: string, dir: string) => `/x?sort=${key}&dir=${dir}`
const rows = [{ name: '<i>Contoh</i>', people: 12 }]

test('a sortable column links to the other direction when it is sorted, to ascending when it is not', () => {
  const html = String(
    <DataTable
      t={t}
      caption="c"
      rows={rows}
      columns={columns}
      sort={{ key: 'name', dir: 'asc', href }}
      empty="-"
    />,
  )
  expect(html).toContain('aria-sort="ascending"><a href="/x?sort=name&amp;dir=desc"')
  expect(html).toContain('<a href="/x?sort=people&amp;dir=asc"')
  expect(html).not.toContain('sort=note')
})

test('a caption that says what the title of its section says is for the ear alone', () => {
  const under = (title: string) =>
    String(
      <Section title={title}>
        <DataTable t={t} caption="Links" rows={rows} columns={columns} empty="-" />
      </Section>,
    )
  expect(under('Links')).toContain('<caption class="hidden-words">Links</caption>')
  expect(under('Reach')).toContain('<caption>Links</caption>')
})

test('a row shows hostile names as text and is named by its title column', () => {
  const html = String(<DataTable t={t} caption="c" rows={rows} columns={columns} empty="-" />)
  expect(html).not.toContain('<i>')
  expect(html).toContain(
    '<th scope="row" role="rowheader" class="phone-title">&lt;i&gt;Contoh&lt;/i&gt;</th>',
  )
})

test('without rows there is no table but the words for it', () => {
  const html = String(<DataTable t={t} caption="c" rows={[]} columns={columns} empty={<p>None yet</p>} />)
  expect(html).not.toContain('<table')
  expect(html).toContain('None yet')
})

test('the pager offers only the ways there are', () => {
  const pager = { next: '/x?after=9', shown: '1–9' }
  const html = String(<DataTable t={t} caption="c" rows={rows} columns={columns} pager={pager} empty="-" />)
  expect(html).toContain('href="/x?after=9"')
  expect(html).not.toContain('rel="prev"')
})
