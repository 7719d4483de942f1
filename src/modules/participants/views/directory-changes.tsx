import {
  ActionBar,
  type Column,
  DataTable,
  EmptyState,
  LinkButton,
  PostButton,
  Tag,
} from '../../../ui/index.ts'
import { venueFor } from '../../meetings/index.ts'
import type { ChangedPerson, DirectoryFact, DirectoryFacts, InvitationPlan } from '../invitation-plan.ts'
import { divisionName, type ListWords, positionName, shownName, unitName, venueName } from '../list-words.ts'
import type { Participant } from '../participants-read-model.ts'

interface ChangesProps {
  words: ListWords
  mayChange: boolean
  /** Address under the list. */
  href(under: string): string
  /** What hangs on a participant, in a few words each: answered, has a letter, is placed. */
  marksOf(id: string): readonly string[]
}

/** So many are shown of each kind; the file has all. */
export const changesShown = 50

const postOf = (words: ListWords, { position, unitId }: { position: string | null; unitId: string }) =>
  [positionName(words, position), unitName(words, unitId)].filter((text) => text !== '').join(', ')

/** One fact in words. */
export function factInWords(words: ListWords, facts: DirectoryFacts, fact: DirectoryFact): string {
  const { t } = words
  switch (fact) {
    case 'name':
      return facts.name
    case 'gender':
      return facts.gender ? t(`participants.gender.${facts.gender}`) : t('participants.unknown')
    case 'unitId':
      return unitName(words, facts.unitId)
    case 'side':
      return t(`participants.side.${facts.side}`)
    case 'position':
      return positionName(words, facts.position) || '–'
    case 'division':
      return divisionName(words, facts.division) || '–'
    case 'alsoHeld':
      return facts.alsoHeld.map((post) => postOf(words, post)).join('; ') || '–'
  }
}

/** Every fact that changed, as `Division: planning → outreach`, the venue that follows from it too. */
export function changeInWords(words: ListWords, one: ChangedPerson, isVenueByHand: boolean): string[] {
  const { t, venues } = words
  const [from, to] = [venueFor(venues, one.before), venueFor(venues, one.after)].map((venue) =>
    venueName(words, venue?.id ?? null),
  )
  const line = (label: string, before: string, after: string) =>
    t('participants.follow.line', { label, before, after })
  return [
    ...one.facts.map((fact) =>
      line(
        t(`participants.follow.fact.${fact}`),
        factInWords(words, one.before, fact),
        factInWords(words, one.after, fact),
      ),
    ),
    ...(from === to || isVenueByHand
      ? []
      : [
          line(
            t('participants.column.venue'),
            from || t('participants.noVenue'),
            to || t('participants.noVenue'),
          ),
        ]),
  ]
}

const Marks = ({ marks }: { marks: readonly string[] }) => (
  <>
    {marks.length === 0
      ? '–'
      : marks.map((mark) => (
          <>
            <Tag tone="warn">{mark}</Tag>{' '}
          </>
        ))}
  </>
)

const applyHref = ({ href }: ChangesProps, kind: string, one: string) =>
  href(`changes/apply?kind=${kind}&one=${one}`)

/** The word at the end of a row that leads to the question about this one person. */
function doColumn<Row>(props: ChangesProps, kind: string, idOf: (row: Row) => string): Column<Row>[] {
  const { t } = props.words
  if (!props.mayChange) return []
  return [
    {
      key: 'do',
      label: t('participants.do'),
      cell: (row) => (
        <ActionBar>
          {kind === 'gone' && (
            <PostButton action={props.href(`${idOf(row)}/keep`)} label={t('participants.keep')} />
          )}
          <LinkButton href={applyHref(props, kind, idOf(row))}>
            {t(kind === 'gone' ? 'participants.follow.withdraw' : 'participants.follow.one')}
          </LinkButton>
        </ActionBar>
      ),
    },
  ]
}

type New = InvitationPlan['added'][number] | InvitationPlan['returning'][number]

/** Whom the rules find and who is not on the list, or was withdrawn from it. */
export function NewTable({ people, ...props }: ChangesProps & { people: readonly New[] }) {
  const { words } = props
  const { t } = words
  return (
    <DataTable
      t={t}
      caption={t('participants.follow.new.caption')}
      rows={people.slice(0, changesShown)}
      empty={<EmptyState title={t('participants.follow.new.none')} />}
      columns={[
        { key: 'name', label: t('participants.column.name'), phone: 'title', cell: ({ name }) => name },
        { key: 'office', label: t('participants.column.position'), cell: (one) => postOf(words, one) },
        {
          key: 'state',
          label: t('participants.follow.becomes'),
          cell: (one) => t(`participants.follow.${'rowId' in one ? 'back' : 'state'}.${one.state}`),
        },
        ...doColumn<New>(props, 'new', (one) => ('rowId' in one ? one.rowId : one.personId)),
      ]}
    />
  )
}

/** Of whom the directory says something else. */
export function ChangedTable({
  people,
  byId,
  ...props
}: ChangesProps & { people: readonly ChangedPerson[]; byId: ReadonlyMap<string, Participant> }) {
  const { words, href, marksOf } = props
  const { t } = words
  return (
    <DataTable
      t={t}
      caption={t('participants.follow.changed.caption')}
      rows={people.slice(0, changesShown)}
      empty={<EmptyState title={t('participants.follow.changed.none')} />}
      columns={[
        {
          key: 'name',
          label: t('participants.column.name'),
          phone: 'title',
          cell: ({ id, before }) => <a href={href(id)}>{shownName(words, before)}</a>,
        },
        {
          key: 'what',
          label: t('participants.follow.what'),
          cell: (one) => (
            <ul>
              {changeInWords(words, one, byId.get(one.id)?.isVenueByHand ?? false).map((line) => (
                <li>{line}</li>
              ))}
            </ul>
          ),
        },
        {
          key: 'marks',
          label: t('participants.follow.marks'),
          cell: ({ id }) => <Marks marks={marksOf(id)} />,
        },
        ...doColumn<ChangedPerson>(props, 'changed', ({ id }) => id),
      ]}
    />
  )
}

/** Whom no rule finds any more. */
export function GoneTable({ people, ...props }: ChangesProps & { people: readonly Participant[] }) {
  const { words, href, marksOf } = props
  const { t } = words
  return (
    <DataTable
      t={t}
      caption={t('participants.follow.gone.caption')}
      rows={people.slice(0, changesShown)}
      empty={<EmptyState title={t('participants.follow.gone.none')} />}
      columns={[
        {
          key: 'name',
          label: t('participants.column.name'),
          phone: 'title',
          cell: (one) => <a href={href(one.id)}>{shownName(words, one)}</a>,
        },
        { key: 'office', label: t('participants.column.position'), cell: (one) => postOf(words, one) },
        {
          key: 'marks',
          label: t('participants.follow.marks'),
          cell: ({ id }) => <Marks marks={marksOf(id)} />,
        },
        ...doColumn<Participant>(props, 'gone', ({ id }) => id),
      ]}
    />
  )
}
