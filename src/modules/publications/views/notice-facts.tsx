import type { Child } from 'hono/jsx'
import { type Actor, may } from '../../../platform/access.ts'
import type { Translator } from '../../../platform/i18n/catalogue.ts'
import type { Formats } from '../../../platform/i18n/formats.ts'
import { DefinitionList, ExampleTag, LinkButton, Section } from '../../../ui/index.ts'
import { type Unit, unitParam } from '../../directory/index.ts'
import { type Election, nameIn } from '../../elections/index.ts'
import type { HistoryEntry } from '../history-read-model.ts'
import { isPublic, type Notice, noticePath } from '../notice.ts'
import { hrefWith } from '../request.ts'
import { validityWords } from './words.tsx'

/** What can be done next, the most wanted first. */
export function NoticeActions(props: {
  t: Translator
  actor: Actor
  unit: Unit
  notice: Notice
  href: string
}) {
  const { t, actor, unit, notice, href } = props
  const mayWrite = may(actor, 'publications.write', unit.id)
  const mayPublish = may(actor, 'publications.publish', unit.id)
  if (notice.state === 'draft') {
    return (
      <>
        {mayPublish && (
          <LinkButton href={`${href}/publish`} tone="main">
            {t('publications.show.publish')}
          </LinkButton>
        )}
        {mayWrite && <LinkButton href={`${href}/edit`}>{t('publications.show.edit')}</LinkButton>}
      </>
    )
  }
  if (!isPublic(notice)) return null
  const mint = hrefWith('/desk/links/mint', { unit: unitParam(unit), publication: notice.id })
  return (
    <>
      {may(actor, 'links.mint', unit.id) && (
        <LinkButton href={mint} tone="main">
          {t('publications.show.mint')}
        </LinkButton>
      )}
      <LinkButton href={noticePath(unit.slug, notice.slug)}>{t('publications.show.open')}</LinkButton>
      {mayPublish && <LinkButton href={`${href}/edit`}>{t('publications.show.correct')}</LinkButton>}
      {mayPublish && <LinkButton href={`${href}/withdraw`}>{t('publications.show.withdraw')}</LinkButton>}
    </>
  )
}

/** Where it stands, for how long, on what it rests. */
export function Facts(props: {
  t: Translator
  format: Formats
  unit: Unit
  notice: Notice
  election: Election | undefined
  /** The public address, once there is one. */
  address: string | null
}) {
  const { t, format, unit, notice, election, address } = props
  const instant = (at: Date) => format.instant(at, unit.timeZone)
  const items: (readonly [Child, Child] | false | null)[] = [
    address !== null && [t('publications.show.address'), <a href={address}>{address}</a>],
    [
      t('publications.show.unit'),
      <>
        {unit.name} {notice.example && <ExampleTag t={t} />}
      </>,
    ],
    [t('publications.show.validity'), validityWords(notice, t, format)],
    [
      t('publications.show.source'),
      notice.source ?? <span class="muted">{t('publications.show.noSource')}</span>,
    ],
    election !== undefined && [t('publications.show.election'), nameIn(t.locale, election)],
    notice.publishedAt && [t('publications.show.published'), instant(notice.publishedAt)],
    notice.correctedAt && [t('publications.show.corrected'), instant(notice.correctedAt)],
    notice.correctionNote !== null && [t('publications.show.note'), notice.correctionNote],
    notice.withdrawnAt && [t('publications.show.withdrawn'), instant(notice.withdrawnAt)],
    notice.withdrawalReason !== null && [t('publications.show.reason'), notice.withdrawalReason],
    [t('publications.show.version'), format.number(notice.version)],
  ]
  return (
    <Section title={t('publications.show.facts')}>
      <DefinitionList items={items.filter((item) => item !== false && item !== null)} />
    </Section>
  )
}

/** Who did what and when. */
export const History = (props: {
  t: Translator
  format: Formats
  unit: Unit
  entries: readonly HistoryEntry[]
}) =>
  props.entries.length === 0 ? null : (
    <Section title={props.t('publications.show.history')}>
      <DefinitionList
        items={props.entries.map(({ at, name, action }) => [
          props.format.instant(at, props.unit.timeZone),
          props.t('publications.history.line', { name, what: props.t(`publications.history.${action}`) }),
        ])}
      />
    </Section>
  )
