import { z } from 'zod'
import { checkForm, type Typed, typedForm } from '../../platform/http/form.ts'
import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import type { FieldProblem } from '../../platform/result.ts'
import {
  answerForm,
  CheckboxField,
  DataTable,
  FilterForm,
  Form,
  Notice,
  PostButton,
  RadioGroup,
  Section,
  SelectField,
  TextField,
} from '../../ui/index.ts'
import { directoryName, findPeople, UnitFinder, unitOfParam } from '../directory/index.ts'
import { addGuest, addPerson } from './add-participant.ts'
import { genderShape, optionalText, requiredText } from './form-shapes.ts'
import { changing, type Here, hereIn, listPage, listPath, missingPage } from './in-list.tsx'
import { positionName, unitName } from './list-words.ts'
import { sides } from './views/people-list.tsx'
import { DivisionField, GenderField, noChoice, TitleField } from './views/person-fields.tsx'

interface Wrong {
  typed: Typed
  problems: readonly FieldProblem[]
}

/** The unit somebody means by a code or a name; undefined where it is not one alone. */
function unitMeant({ words }: Here, typed: string): string | undefined {
  const { tree } = words
  const coded = unitOfParam(tree, typed.trim())
  if (coded) return coded.id
  const finder = new UnitFinder([...tree.all], tree.root.id)
  const reading = finder.byName(typed)
  return 'unit' in reading ? reading.unit : undefined
}

async function show(c: RequestContext, here: Here, wrong?: Wrong): Promise<Response> {
  const { t, services } = c.var
  const { words, meeting, href } = here
  const { tree } = words
  const q = (c.req.query('q') ?? '').trim().slice(0, 100)
  const found =
    q === ''
      ? []
      : await findPeople(services.db, { words: q, scopes: [tree.root.id], day: meeting.rosterOn, limit: 20 })
  const isPerson = wrong?.problems.some(({ field }) => field === 'person')
  const field = { t, typed: wrong?.typed ?? { side: 'guest' }, problems: wrong?.problems }
  const action = href('add')
  return listPage(
    c,
    here,
    { tab: 'add', lead: t('participants.add.lead'), status: wrong ? 422 : 200 },
    <>
      <Section title={t('participants.add.person')} lead={t('participants.add.personLead')}>
        {isPerson && wrong?.problems[0] && (
          <Notice tone="bad">{t(wrong.problems[0].key as 'participants.refusal.personThere')}</Notice>
        )}
        <FilterForm t={t} action={action} submit={t('participants.add.search')}>
          <TextField
            t={t}
            name="q"
            label={t('participants.filter.name')}
            type="search"
            typed={{ q }}
            required
          />
        </FilterForm>
        {q !== '' && found.length === 0 && <Notice>{t('participants.add.nobody', { words: q })}</Notice>}
        {found.length > 0 && (
          <DataTable
            t={t}
            caption={t('participants.add.found')}
            rows={found}
            empty={null}
            columns={[
              { key: 'name', label: t('participants.column.name'), phone: 'title', cell: (one) => one.name },
              {
                key: 'unit',
                label: t('participants.column.unit'),
                cell: (one) => unitName(words, one.unitId),
              },
              {
                key: 'office',
                label: t('participants.column.position'),
                cell: (one) => positionName(words, one.position),
              },
              {
                key: 'do',
                label: t('participants.do'),
                cell: (one) => (
                  <>
                    <PostButton
                      action={href('add-person')}
                      label={t('participants.add.invite')}
                      fields={{ person: one.id }}
                    />
                    <form class="filter" method="post" action={href('add-person')}>
                      <input type="hidden" name="person" value={one.id} />
                      <input type="hidden" name="leaveOut" value="on" />
                      <div class="field">
                        <label for={`why-${one.id}`}>{t('participants.add.why')}</label>
                        <input id={`why-${one.id}`} name="reason" maxlength={300} />
                      </div>
                      <button class="button button-plain" type="submit">
                        {t('participants.add.leaveOut')}
                      </button>
                    </form>
                  </>
                ),
              },
            ]}
          />
        )}
      </Section>
      <Section title={t('participants.add.guest')} lead={t('participants.add.guestLead')}>
        <Form
          t={t}
          action={action}
          problems={isPerson ? undefined : wrong?.problems}
          submit={t('participants.add.submit')}
        >
          <TextField {...field} required name="name" label={t('participants.column.name')} maxlength={120} />
          <TextField
            {...field}
            required
            name="unit"
            label={t('participants.column.unit')}
            hint={t('participants.add.unitHint')}
          />
          <RadioGroup
            {...field}
            required
            name="side"
            label={t('participants.column.side')}
            options={sides.map((value) => ({ value, label: t(`participants.side.${value}`) }))}
          />
          <SelectField
            {...field}
            name="position"
            label={t('participants.column.position')}
            options={[
              noChoice(t),
              ...words.positions.map((one) => ({ value: one.code, label: directoryName(one, t.locale) })),
            ]}
          />
          <TitleField {...field} />
          <DivisionField {...field} words={words} />
          <GenderField {...field} />
          <CheckboxField {...field} name="isWalkIn" label={t('participants.add.walkIn')} />
          {wrong?.problems.some((one) => one.field === 'isOther') && (
            <CheckboxField {...field} name="isOther" label={t('participants.add.other')} />
          )}
        </Form>
      </Section>
    </>,
  )
}

async function addPage(c: RequestContext): Promise<Response> {
  const here = await hereIn(c)
  return here ? show(c, here) : missingPage(c)
}

const shape = z.object({
  name: requiredText(120, 'participants.refusal.name'),
  unit: requiredText(200, 'participants.refusal.unit'),
  side: z.enum(sides, 'participants.refusal.side'),
  position: optionalText(60),
  title: optionalText(120),
  division: optionalText(60),
  gender: genderShape,
})

async function postAdd(c: RequestContext): Promise<Response> {
  const here = await hereIn(c)
  if (!here) return missingPage(c)
  const typed = await typedForm(c)
  const checked = checkForm(shape, typed)
  const result = checked.ok
    ? await addGuest(c.var.services, here.actor, here.meeting, {
        ...checked.value,
        unitId: unitMeant(here, checked.value.unit) ?? '',
        isWalkIn: typed.isWalkIn === 'on',
        isOther: typed.isOther === 'on',
      })
    : checked
  return answerForm(c, result, {
    to: ({ id, state }) => `${here.href(id)}?done=${state === 'waiting' ? 'waiting' : 'added'}`,
    again: (problems) => show(c, here, { typed, problems }),
  })
}

async function postPerson(c: RequestContext): Promise<Response> {
  const here = await hereIn(c)
  if (!here) return missingPage(c)
  const typed = await typedForm(c)
  const reason = (typed.reason ?? '').trim().slice(0, 300)
  const isLeft = typed.leaveOut === 'on'
  if (isLeft && reason === '')
    return show(c, here, { typed, problems: [{ field: 'person', key: 'participants.refusal.reason' }] })
  const result = await addPerson(c.var.services, here.actor, here.meeting, {
    personId: typed.person ?? '',
    leaveOut: isLeft ? reason : null,
  })
  const done = { invited: 'added', waiting: 'waiting', cancelled: 'leftOut' } as Record<string, string>
  return answerForm(c, result, {
    to: ({ id, state }) => `${here.href(id)}?done=${done[state] ?? 'added'}`,
    again: (problems) => show(c, here, { typed, problems }),
  })
}

export const addRoutes: readonly Route[] = [
  page('get', `${listPath}/add`, 'signed-in', changing(addPage)),
  page('post', `${listPath}/add`, 'signed-in', changing(postAdd)),
  page('post', `${listPath}/add-person`, 'signed-in', changing(postPerson)),
]
