import { checkForm, type Typed, typedForm } from '../../platform/http/form.ts'
import { page, type RequestContext } from '../../platform/http/route.ts'
import { type FieldProblem, statusOf } from '../../platform/result.ts'
import { answerForm, ConfirmForm, Form, refusalPage, renderPage, Section } from '../../ui/index.ts'
import { correctPerson } from './correct-person.ts'
import { erasePerson } from './erase-person.ts'
import { type Person, personById } from './people-read-model.ts'
import { personData } from './person-data.ts'
import { homeFromPath } from './person-scope.ts'
import { PersonFields } from './views/person-fields.tsx'

const access = { permission: 'directory.change', scope: homeFromPath }

/** The person in the path, unless erased. */
async function livingRecord(c: RequestContext): Promise<Person | undefined> {
  const person = await personById(c.var.services.db, c.req.param('id') ?? '')
  return person?.erasedAt ? undefined : person
}

const crumbsOf = (c: RequestContext, person: Person) => [
  { label: c.var.t('directory.nav.units'), href: '/desk/units' },
  { label: person.name, href: `/desk/people/${person.id}` },
]

function showCorrect(
  c: RequestContext,
  person: Person,
  typed: Typed,
  problems: readonly FieldProblem[] = [],
) {
  const { t } = c.var
  const title = t('directory.correct.title', { name: person.name })
  const status = problems.length > 0 ? 422 : 200
  return renderPage(
    c,
    { title, crumbs: crumbsOf(c, person), current: '/desk/units', status },
    <Section>
      <Form
        t={t}
        action={`/desk/people/${person.id}/correct`}
        problems={problems}
        typed={typed}
        submit={t('directory.correct.submit')}
        cancel={{ href: `/desk/people/${person.id}`, label: t('directory.appoint.cancel') }}
      >
        <PersonFields t={t} typed={typed} problems={problems} />
      </Form>
    </Section>,
  )
}

/** Pages that correct and erase what is kept about a person. */
export const personChangePages = [
  page('get', '/desk/people/:id/correct', access, async (c) => {
    const person = await livingRecord(c)
    if (!person) return c.notFound()
    const { name, gender, phone, email, staffNumber } = person
    return showCorrect(c, person, {
      name,
      gender: gender ?? '',
      phone: phone ?? '',
      email: email ?? '',
      staffNumber: staffNumber ?? '',
    })
  }),
  page('post', '/desk/people/:id/correct', access, async (c) => {
    const { services, actor } = c.var
    const person = await livingRecord(c)
    if (!person || !actor) return c.notFound()
    const typed = await typedForm(c)
    const data = checkForm(personData, typed)
    const result = data.ok
      ? await correctPerson(services, actor, { personId: person.id, data: data.value })
      : data
    return answerForm(c, result, {
      to: () => `/desk/people/${person.id}?done=corrected`,
      again: (problems) => showCorrect(c, person, typed, problems),
    })
  }),
  page('get', '/desk/people/:id/erase', access, async (c) => {
    const { t } = c.var
    const person = await livingRecord(c)
    if (!person) return c.notFound()
    const title = t('directory.erase.title', { name: person.name })
    return renderPage(
      c,
      { title: t('directory.person.erase'), crumbs: crumbsOf(c, person), current: '/desk/units' },
      <ConfirmForm
        t={t}
        action={`/desk/people/${person.id}/erase`}
        title={title}
        body={<p>{t('directory.erase.body')}</p>}
        confirm={t('directory.erase.confirm')}
        cancelHref={`/desk/people/${person.id}`}
        tone="bad"
      />,
    )
  }),
  page('post', '/desk/people/:id/erase', access, async (c) => {
    const { services, actor } = c.var
    const personId = c.req.param('id') ?? ''
    if (!actor) return c.notFound()
    const result = await erasePerson(services, actor, { personId })
    return result.ok
      ? c.redirect(`/desk/people/${personId}?done=erased`, 303)
      : refusalPage(c, result.refusal, statusOf(result.refusal))
  }),
]
