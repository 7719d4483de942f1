import { type Typed, typedForm } from '../../platform/http/form.ts'
import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import type { FieldProblem } from '../../platform/result.ts'
import {
  answerForm,
  DataTable,
  EmptyState,
  FilterForm,
  Form,
  PostButton,
  RadioGroup,
  Section,
  SelectField,
  Tabs,
  TextField,
} from '../../ui/index.ts'
import { tookPart } from '../participants/index.ts'
import { addPair, removePair } from './change-pairs.ts'
import { seatingNames, venueWords } from './seating-names.ts'
import { changing, type Here, missingPage, reading, renderSeating, seatingPath } from './seating-page.tsx'

/** Of more people than this nobody chooses from a list: they are asked for by name. */
const mostListed = 100

/** Those whose name and unit hold every word, `mostListed` at most. */
function named<One extends { label: string }>(people: readonly One[], text: string): One[] {
  const parts = text.toLocaleLowerCase('id').split(/\s+/).filter(Boolean)
  const holds = ({ label }: One) => parts.every((part) => label.toLocaleLowerCase('id').includes(part))
  return people.filter(holds).slice(0, mostListed)
}

async function showPairs(
  c: RequestContext,
  here: Here,
  { typed, problems }: { typed: Typed; problems?: readonly FieldProblem[] },
) {
  const { t, services } = c.var
  const { meeting, href, mayChange } = here
  const names = await seatingNames(services, t, meeting)
  // Nobody leaves the own venue, so a pair is of one; and a list of thousands is no help to anybody.
  const asked = typed.venue ?? c.req.query('venue')
  const venue = names.venues.find(({ id }) => id === asked) ?? names.venues[0]
  const people = [...names.people.values()]
    .filter((one) => mayChange && one.venueId === venue?.id && tookPart.some((state) => state === one.state))
    .map((one) => ({ value: one.id, label: `${names.person(one.id)} · ${names.unit(one.unitId)}` }))
  const isLong = people.length > mostListed
  const sought = (name: 'oneName' | 'otherName') =>
    (typed[name] ?? c.req.query(name) ?? '').trim().slice(0, 100)
  const [oneName, otherName] = [sought('oneName'), sought('otherName')]
  const isSought = oneName !== '' && otherName !== ''
  const choices = (text: string) => {
    const found = isLong ? named(people, text) : people
    return {
      options: [{ value: '', label: t('seating.person.choose') }, ...found],
      hint: found.length === 0 ? t('seating.find.none') : undefined,
    }
  }
  const state = { t, typed, problems, required: true }
  return renderSeating(
    c,
    here,
    { tab: 'pairs', lead: t('seating.tab.pairs.lead'), status: problems ? 422 : 200 },
    <>
      <Section>
        <DataTable
          t={t}
          caption={t('seating.pairs.caption')}
          rows={[...names.pairs.values()]}
          columns={[
            {
              key: 'who',
              label: t('seating.column.who'),
              phone: 'title',
              cell: ({ oneId, otherId }) => (
                <>
                  <a href={href(`people/${oneId}`)}>{names.person(oneId)}</a> –{' '}
                  <a href={href(`people/${otherId}`)}>{names.person(otherId)}</a>
                </>
              ),
            },
            { key: 'kind', label: t('seating.column.kind'), cell: ({ kind }) => t(`seating.pair.${kind}`) },
            { key: 'reason', label: t('seating.column.reason'), cell: ({ reason }) => reason },
            {
              key: 'remove',
              label: t('seating.column.change'),
              cell: ({ id }) =>
                mayChange ? (
                  <PostButton action={href(`pairs/${id}/remove`)} label={t('seating.pair.remove')} />
                ) : (
                  '–'
                ),
            },
          ]}
          empty={<EmptyState title={t('seating.pairs.none')}>{t('seating.pairs.noneText')}</EmptyState>}
        />
      </Section>
      {mayChange && (
        <Section title={t('seating.pairs.add')} id="add">
          {names.venues.length > 1 && (
            <Tabs
              label={t('seating.pairs.add')}
              items={names.venues.map((one) => ({
                label: venueWords(one),
                href: `${href('pairs')}?venue=${one.id}#add`,
                current: one.id === venue?.id,
              }))}
            />
          )}
          {isLong && (
            <FilterForm
              t={t}
              action={`${href('pairs')}#add`}
              submit={t('seating.find.submit')}
              hidden={{ venue: venue?.id ?? '' }}
            >
              {(['oneName', 'otherName'] as const).map((name) => (
                <TextField
                  t={t}
                  name={name}
                  type="search"
                  label={t(`seating.pairs.${name}`)}
                  typed={{ oneName, otherName }}
                  required
                />
              ))}
            </FilterForm>
          )}
          {(!isLong || isSought) && (
            <Form
              t={t}
              action={href('pairs')}
              problems={problems}
              submit={t('seating.pairs.submit')}
              hidden={{ venue: venue?.id ?? '', oneName, otherName }}
            >
              <RadioGroup
                {...state}
                name="kind"
                label={t('seating.column.kind')}
                options={(['together', 'apart'] as const).map((kind) => ({
                  value: kind,
                  label: t(`seating.pair.${kind}`),
                }))}
              />
              <SelectField {...state} name="one" label={t('seating.pairs.one')} {...choices(oneName)} />
              <SelectField {...state} name="other" label={t('seating.pairs.other')} {...choices(otherName)} />
              <TextField
                {...state}
                name="reason"
                label={t('seating.column.reason')}
                hint={t('seating.pairs.reasonHint')}
                maxlength={200}
              />
            </Form>
          )}
        </Section>
      )}
    </>,
  )
}

const pairsPage = reading((c, here) => showPairs(c, here, { typed: { kind: 'apart' } }))

const postPair = changing(async (c, here) => {
  const typed = await typedForm(c)
  const input = {
    kind: typed.kind === 'together' ? ('together' as const) : ('apart' as const),
    oneId: typed.one ?? '',
    otherId: typed.other ?? '',
    reason: (typed.reason ?? '').slice(0, 200),
  }
  return answerForm(c, await addPair(c.var.services, here.actor, here.meeting, input), {
    to: () => here.href('pairs?done=paired'),
    again: (problems) => showPairs(c, here, { typed, problems }),
  })
})

const postRemove = changing(async (c, here) => {
  const id = c.req.param('pair') ?? ''
  return answerForm(c, await removePair(c.var.services, here.actor, here.meeting, id), {
    to: () => here.href('pairs?done=unpaired'),
    again: () => missingPage(c),
  })
})

export const pairsRoutes: readonly Route[] = [
  page('get', `${seatingPath}/pairs`, 'signed-in', pairsPage),
  page('post', `${seatingPath}/pairs`, 'signed-in', postPair),
  page('post', `${seatingPath}/pairs/:pair/remove`, 'signed-in', postRemove),
]
