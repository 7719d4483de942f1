import type { Child } from 'hono/jsx'
import type { Translator } from '../../../platform/i18n/catalogue.ts'
import type { Formats } from '../../../platform/i18n/formats.ts'
import { type Column, DataTable, ExampleTag, FilterForm, type Pager, SelectField } from '../../../ui/index.ts'
import { type SpokenLink, withoutScheme } from '../link-words.ts'
import type { LinkFilter } from '../links-request.ts'

interface Choice {
  value: string
  label: string
}

/** Which links are shown. */
export function LinksFilter(props: {
  t: Translator
  filter: LinkFilter
  unit: string
  elections: readonly Choice[]
  bases: readonly Choice[]
  channels: readonly Choice[]
}) {
  const { t, filter } = props
  const typed = { ...filter }
  const all = { value: '', label: t('publications.links.all') }
  const hidden = { unit: props.unit, ...(filter.publication ? { publication: filter.publication } : {}) }
  return (
    <FilterForm t={t} action="/desk/links" hidden={hidden}>
      <SelectField
        t={t}
        name="election"
        label={t('publications.links.filter.election')}
        required
        typed={typed}
        options={[all, ...props.elections]}
      />
      <SelectField
        t={t}
        name="base"
        label={t('publications.links.filter.base')}
        required
        typed={typed}
        options={[all, ...props.bases]}
      />
      <SelectField
        t={t}
        name="channel"
        label={t('publications.links.filter.channel')}
        required
        typed={typed}
        options={[all, ...props.channels]}
      />
      <SelectField
        t={t}
        name="state"
        label={t('publications.links.filter.state')}
        required
        typed={typed}
        options={[
          { value: '', label: t('publications.links.living') },
          { value: 'revoked', label: t('publications.links.revoked') },
        ]}
      />
    </FilterForm>
  )
}

/** Links with everything that tells one from another. */
export function LinksTable(props: {
  t: Translator
  format: Formats
  rows: readonly SpokenLink[]
  showsUnit: boolean
  mayRevoke: boolean
  filter: Child
  pager: Pager
  empty: Child
}) {
  const { t, format } = props
  const columns: (Column<SpokenLink> | false)[] = [
    {
      key: 'link',
      label: t('publications.links.column.link'),
      phone: 'title',
      cell: (link) => (
        <>
          {link.revokedAt ? withoutScheme(link.short) : <a href={link.short}>{withoutScheme(link.short)}</a>}{' '}
          {link.example && <ExampleTag t={t} />}
        </>
      ),
    },
    {
      key: 'volunteer',
      label: t('publications.links.column.volunteer'),
      cell: (link) => link.volunteer ?? <span class="muted">{t('publications.links.nobody')}</span>,
    },
    { key: 'base', label: t('publications.links.column.base'), cell: (link) => link.baseName },
    { key: 'channel', label: t('publications.links.column.channel'), cell: (link) => link.channelName },
    props.showsUnit && {
      key: 'unit',
      label: t('publications.links.column.unit'),
      cell: (link) => link.unitName,
    },
    {
      key: 'publication',
      label: t('publications.links.column.publication'),
      cell: (link) => (
        <a href={link.targetPath.split('?')[0]}>{link.publication ?? t('publications.links.unitPage')}</a>
      ),
    },
    {
      key: 'qr',
      isWhole: true,
      label: t('publications.links.column.qr'),
      cell: (link) =>
        link.revokedAt ? (
          t('publications.links.revoked')
        ) : (
          <>
            <a
              href={`/desk/links/${link.code}/qr.svg`}
              aria-label={`${t('publications.links.qrSvg')} ${link.code}`}
            >
              {t('publications.links.qrSvg')}
            </a>{' '}
            <a
              href={`/desk/links/${link.code}/qr.png`}
              aria-label={`${t('publications.links.qrPng')} ${link.code}`}
            >
              {t('publications.links.qrPng')}
            </a>
          </>
        ),
    },
    props.mayRevoke && {
      key: 'revoke',
      label: t('publications.links.revoke'),
      cell: (link) =>
        link.revokedAt ? (
          format.day(link.revokedAt.toISOString().slice(0, 10), 'short')
        ) : (
          <a
            href={`/desk/links/${link.code}/revoke`}
            aria-label={`${t('publications.links.revoke')} ${link.code}`}
          >
            {t('publications.links.revoke')}
          </a>
        ),
    },
  ]
  return (
    <DataTable
      t={t}
      caption={t('publications.links.caption')}
      rows={props.rows}
      columns={columns.filter((column) => column !== false)}
      filter={props.filter}
      pager={props.pager}
      empty={props.empty}
    />
  )
}
