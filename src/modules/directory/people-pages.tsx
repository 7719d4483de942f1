import { may } from '../../platform/access.ts'
import { dayIn } from '../../platform/clock.ts'
import { page } from '../../platform/http/route.ts'
import { ActionBar, ExampleTag, LinkButton, Notice, renderPage, Section } from '../../ui/index.ts'
import { appointmentsOf } from './appointments-read-model.ts'
import { cutPage, edgeOf } from './keyset.ts'
import { findPeople, personById } from './people-read-model.ts'
import { homeOf, readableFromPath } from './person-scope.ts'
import { todayIn } from './today.ts'
import { crumbsOf, doneNotice } from './unit-page.tsx'
import { chosenUnit, scopeFromQuery } from './unit-scope.ts'
import { unitTree } from './unit-tree.ts'
import { DirectoryTabs } from './views/directory-tabs.tsx'
import { ImportButton } from './views/import-button.tsx'
import { PeopleList } from './views/people-list.tsx'
import { PersonBody } from './views/person-page.tsx'

const pageOf = 50

/** People of a part of the tree by name. */
const peoplePage = page(
  'get',
  '/desk/people',
  { permission: 'directory.read', scope: scopeFromQuery('directory.read') },
  async (c) => {
    const { t, format, services } = c.var
    const unit = await chosenUnit(c, 'directory.read')
    const day = todayIn(services, unit)
    const words = (c.req.query('q') ?? '').trim().slice(0, 100)
    const [after, before] = [edgeOf(c.req.query('after')), edgeOf(c.req.query('before'))]
    const found = await findPeople(services.db, {
      words,
      scopes: [unit.id],
      day,
      limit: pageOf + 1,
      after,
      before,
    })
    return renderPage(
      c,
      {
        title: t('directory.people.title'),
        lead: t('directory.people.lead', { unit: unit.shortName }),
        current: '/desk/units',
        scope: unit.id,
        actions: <ImportButton c={c} unit={unit} />,
      },
      <>
        <DirectoryTabs t={t} unit={unit} current="people" />
        {doneNotice(c)}
        <Section>
          <PeopleList
            {...{ t, format, unit, words, day }}
            tree={await unitTree(services)}
            {...cutPage(found, { limit: pageOf, after, before })}
          />
        </Section>
      </>,
    )
  },
)

/** One person: appointments over time, and contact for who manages the unit. */
const personPage = page(
  'get',
  '/desk/people/:id',
  { permission: 'directory.read', scope: readableFromPath },
  async (c) => {
    const { t, format, services, actor } = c.var
    const person = await personById(services.db, c.req.param('id') ?? '')
    if (!person) return c.notFound()
    const tree = await unitTree(services)
    const home = tree.byId(await homeOf({ ...services, tree }, person.id)) ?? tree.root
    const isErased = person.erasedAt !== null
    const mayChange = may(actor, 'directory.change', home.id) && !isErased
    const all = await appointmentsOf(services.db, person.id)
    const appointments = all.filter(({ unitId }) => may(actor, 'directory.read', unitId))
    const base = `/desk/people/${person.id}`
    return renderPage(
      c,
      {
        title: isErased ? t('directory.person.erasedTitle') : person.name,
        tag: person.example && <ExampleTag t={t} />,
        crumbs: await crumbsOf(c, home),
        current: '/desk/units',
        scope: home.id,
        actions: mayChange && (
          <ActionBar>
            <LinkButton href={`${base}/correct`}>{t('directory.person.correct')}</LinkButton>
            <LinkButton href={`${base}/erase`}>{t('directory.person.erase')}</LinkButton>
          </ActionBar>
        ),
      },
      <>
        {doneNotice(c)}
        {person.erasedAt && (
          <Notice tone="neutral">
            {t('directory.person.erasedOn', { day: format.day(dayIn(home.timeZone, person.erasedAt)) })}
          </Notice>
        )}
        <PersonBody
          {...{ t, format, tree, person, appointments, mayChange }}
          elsewhere={all.length - appointments.length}
          day={todayIn(services, home)}
        />
      </>,
    )
  },
)

export const peoplePages = [peoplePage, personPage]
