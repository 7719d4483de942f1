import type { Translator } from '../../../platform/i18n/catalogue.ts'
import { DataTable, EmptyState } from '../../../ui/index.ts'
import { type Change, type ChangeKind, changeKinds, kindOfChange } from '../changes.ts'
import type { SeatingNames } from '../seating-names.ts'

/** So many of one kind are listed on a page; a first plan seats thousands. All of them are in the file beside it. */
const mostListed = 200

/** Why, in words; the erased have no name any more. */
export const reasonInWords = (t: Translator, names: SeatingNames, { reason, forWhom }: Change) =>
  t(`seating.reason.${reason}`, { who: names.person(forWhom ?? '') })

/** By name, the gravest kind first. */
export function changesInOrder(
  names: SeatingNames,
  changes: readonly Change[],
): { kind: ChangeKind; of: Change[] }[] {
  const collator = new Intl.Collator(names.t.locale)
  const byKind = Map.groupBy(changes, kindOfChange)
  return changeKinds.flatMap((kind) => {
    const of = byKind.get(kind) ?? []
    if (of.length === 0) return []
    const byName = of.toSorted((a, b) =>
      collator.compare(names.person(a.participantId), names.person(b.participantId)),
    )
    return [{ kind, of: byName }]
  })
}

/** Whose place changes, from where to where and why: those left without one, those who move, those who get a first one. */
export function ChangesTables({
  t,
  names,
  changes,
  where,
  hrefOf,
}: {
  t: Translator
  names: SeatingNames
  changes: readonly Change[]
  where: (id: string | null) => string
  hrefOf: (participantId: string) => string
}) {
  const kinds = changesInOrder(names, changes)
  if (kinds.length === 0) return <EmptyState title={t('seating.changes.none')} />
  return (
    <>
      {kinds.map(({ kind, of }) => (
        <>
          <DataTable
            t={t}
            caption={t(`seating.changes.${kind}`, { count: of.length })}
            rows={of.slice(0, mostListed)}
            columns={[
              {
                key: 'name',
                label: t('seating.column.name'),
                phone: 'title',
                cell: ({ participantId }) => (
                  <a href={hrefOf(participantId)}>{names.person(participantId)}</a>
                ),
              },
              {
                key: 'unit',
                label: t('seating.column.unit'),
                cell: ({ participantId }) => names.unit(names.people.get(participantId)?.unitId ?? ''),
              },
              { key: 'from', label: t('seating.column.from'), cell: ({ from }) => where(from) },
              { key: 'to', label: t('seating.column.to'), cell: ({ to }) => where(to) },
              {
                key: 'why',
                label: t('seating.column.why'),
                cell: (change) => reasonInWords(t, names, change),
              },
            ]}
            empty={<EmptyState title={t('seating.changes.none')} />}
          />
          {of.length > mostListed && <p>{t('seating.changes.more', { count: of.length - mostListed })}</p>}
        </>
      ))}
    </>
  )
}
