import { EmptyState, type Entry, EntryList, Section, Tag, type Tone } from '../../../ui/index.ts'
import { type UnitTree, unitParam } from '../../directory/index.ts'
import { baseName } from '../../outreach/index.ts'
import type { Attention, Problem } from '../attention.ts'
import type { Overview } from '../overview.ts'
import { openProgrammeHref, type View, viewHref } from '../view.ts'
import { compactNumber, type Reader } from '../words.ts'

interface Props {
  reader: Reader
  view: View
  overview: Overview
  tree: UnitTree
  /** Whether the reader may change outreach in what is listed. */
  mayAct: boolean
}

/** How many stand in sight beside the map; the rest is folded. */
const beside = { map: 5, bars: 10 }

/** Where something is missing, the worst consequence first, each with the way to mend it. */
export function AttentionList(props: Props) {
  const { reader, overview } = props
  const { t } = reader
  const entries = overview.attention.map((attention) => entryOf(attention, props))
  const inSight = entriesAreShort(overview) ? beside.bars : beside.map
  const hasVoters = overview.attention.some(({ votersAtStake }) => votersAtStake !== null)
  return (
    <Section
      id="attention"
      title={t('insights.attention.title')}
      lead={t(hasVoters ? 'insights.attention.byVoters' : 'insights.attention.byUnits')}
    >
      {entries.length === 0 ? (
        <EmptyState title={t('insights.attention.none')}>{t('insights.attention.noneText')}</EmptyState>
      ) : (
        <EntryList entries={entries.slice(0, inSight)} />
      )}
      {entries.length > inSight && (
        <details>
          <summary>{t('insights.attention.more', { count: entries.length - inSight })}</summary>
          <EntryList entries={entries.slice(inSight)} />
        </details>
      )}
    </Section>
  )
}

/** A single unit has a single problem; a province tells several. */
const entriesAreShort = ({ attention }: Overview) => attention.every(({ units }) => units === 1)

const tones: Record<Problem, Tone> = {
  noProgramme: 'bad',
  noVolunteers: 'bad',
  silent: 'warn',
  quotaGap: 'neutral',
}

function entryOf(attention: Attention, props: Props): Entry {
  const { reader, view, tree } = props
  const { t } = reader
  const unit = tree.byId(attention.unitId)
  const worst = attention.found[0]?.problem ?? 'quotaGap'
  return {
    title: unit?.shortName ?? attention.unitId,
    href: unit === undefined ? undefined : actHref(props, unitParam(unit), worst, attention.units > 1),
    text: attention.found
      .map(({ problem, units }) => problemWords(attention, problem, units, reader, view))
      .join(' · '),
    end: (
      <Tag tone={tones[worst]}>
        {attention.votersAtStake === null
          ? t(`insights.attention.tag.${worst}`)
          : t('insights.attention.voters', { voters: compactNumber(reader, attention.votersAtStake, 2) })}
      </Tag>
    ),
  }
}

/** Several units: their own overview, where each is named. A single one: where the thing missing is made. */
function actHref({ view, mayAct }: Props, unit: string, problem: Problem, hasParts: boolean): string {
  if (hasParts) return `${viewHref(view, { unit })}#attention`
  const election = view.question.election.id
  if (!mayAct || problem === 'silent') return viewHref(view, { unit })
  return problem === 'noProgramme'
    ? openProgrammeHref(unit, election)
    : `/desk/outreach?${new URLSearchParams({ unit, election })}`
}

function problemWords(
  attention: Attention,
  problem: Problem,
  units: number,
  { t, format }: Reader,
  { bases }: View,
): string {
  const isOne = attention.units === 1
  switch (problem) {
    case 'noProgramme':
      return isOne ? t('insights.attention.own.noProgramme') : t('insights.attention.noProgramme', { units })
    case 'noVolunteers': {
      const names = attention.unstaffed.slice(0, 2).flatMap((code) => {
        const base = bases.find((one) => one.code === code)
        return base ? baseName(base, t.locale) : []
      })
      const of = { bases: names.join(', '), more: attention.unstaffed.length - names.length }
      return isOne
        ? t('insights.attention.own.noVolunteers', of)
        : t('insights.attention.noVolunteers', { ...of, units })
    }
    case 'silent': {
      if (attention.lastHitOn === null) {
        return isOne ? t('insights.attention.own.untouched') : t('insights.attention.untouched', { units })
      }
      const last = format.day(attention.lastHitOn, 'short')
      return isOne
        ? t('insights.attention.own.silent', { last })
        : t('insights.attention.silent', { units, last })
    }
    case 'quotaGap':
      return isOne
        ? t('insights.attention.own.quotaGap', { missing: attention.missingVolunteers })
        : t('insights.attention.quotaGap', { units, missing: attention.missingVolunteers })
  }
}
