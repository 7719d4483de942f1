import { type Typed, typedForm } from '../../platform/http/form.ts'
import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import type { FieldProblem } from '../../platform/result.ts'
import { answerForm, Form, Section, SelectField, TextField } from '../../ui/index.ts'
import { changeFacts } from './change-facts.ts'
import { changingOne, listPage } from './in-list.tsx'
import { shownName, venueName } from './list-words.ts'
import { aboutOne, crumbsTo, type One, onePath } from './one-participant.tsx'
import { tookPart } from './participant-states.ts'
import { participantsOf } from './participants-read-model.ts'
import { DivisionField, GenderField, noChoice, TitleField } from './views/person-fields.tsx'

/** The facts of one participant, to be changed. */
async function changeShow(c: RequestContext, here: One, typed: Typed, problems?: readonly FieldProblem[]) {
  const { t, services } = c.var
  const { one, meeting, words, href } = here
  const field = { t, typed, problems }
  const mates = await participantsOf(services.db, meeting, { scopes: [one.unitId], states: tookPart })
  return listPage(
    c,
    here,
    {
      tab: 'list',
      title: t('participants.change.title'),
      lead: t(one.personId ? 'participants.change.leadPerson' : 'participants.change.lead'),
      crumbs: crumbsTo(here, t('participants.change.title')),
      status: problems ? 422 : 200,
    },
    <Section>
      <Form
        t={t}
        action={href(`${one.id}/change`)}
        problems={problems}
        submit={t('participants.change.save')}
        cancel={{ href: href(one.id), label: t('participants.change.back') }}
      >
        {one.personId === null && (
          <>
            <TextField
              {...field}
              required
              name="name"
              label={t('participants.column.name')}
              maxlength={120}
            />
            <GenderField {...field} />
            <DivisionField {...field} words={words} />
          </>
        )}
        <TitleField {...field} />
        <SelectField
          {...field}
          name="venue"
          label={t('participants.column.venue')}
          options={[
            { value: '', label: t('participants.change.audience') },
            ...words.venues.map(({ id }) => ({ value: id, label: venueName(words, id) })),
          ]}
        />
        <TextField
          {...field}
          name="venueReason"
          label={t('participants.change.venueReason')}
          maxlength={300}
        />
        <SelectField
          {...field}
          name="sharesRoomWith"
          label={t('participants.fact.roomMate')}
          options={[
            noChoice(t),
            ...mates
              .filter(({ id }) => id !== one.id)
              .map((mate) => ({ value: mate.id, label: shownName(words, mate) })),
          ]}
        />
      </Form>
    </Section>,
  )
}

const changePage = aboutOne(async (c, here) => {
  const { one } = here
  return changeShow(c, here, {
    name: one.name,
    gender: one.gender ?? '',
    division: one.division ?? '',
    title: one.title ?? '',
    venue: one.isVenueByHand ? (one.venueId ?? '') : '',
    sharesRoomWith: one.sharesRoomWith ?? '',
  })
})

const postChange = aboutOne(async (c, here) => {
  const typed = await typedForm(c)
  const said = (name: string, most = 120) =>
    (typed[name] ?? '').trim().replace(/\s+/g, ' ').slice(0, most) || null
  const result = await changeFacts(c.var.services, here.actor, here.meeting, {
    id: here.one.id,
    facts: {
      name: said('name') ?? '',
      gender: typed.gender === 'f' || typed.gender === 'm' ? typed.gender : null,
      title: said('title'),
      division: here.words.divisions.find(({ code }) => code === typed.division)?.code ?? null,
      venueId: said('venue'),
      venueReason: said('venueReason', 300),
      sharesRoomWith: said('sharesRoomWith'),
    },
  })
  return answerForm(c, result, {
    to: () => `${here.href(here.one.id)}?done=changed`,
    again: (problems) => changeShow(c, here, typed, problems),
  })
})

export const changeRoutes: readonly Route[] = [
  page('get', `${onePath}/change`, 'signed-in', changingOne(changePage)),
  page('post', `${onePath}/change`, 'signed-in', changingOne(postChange)),
]
