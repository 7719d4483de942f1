import { dayIn } from '../../platform/clock.ts'
import { type Typed, typedForm } from '../../platform/http/form.ts'
import { page, type RequestContext } from '../../platform/http/route.ts'
import { type FieldProblem, statusOf } from '../../platform/result.ts'
import { EmptyState, LinkButton, refusalPage, renderPage, Section } from '../../ui/index.ts'
import { chosenUnit, scopeFromQuery, type Unit, unitParam, unitTree } from '../directory/index.ts'
import { electionsOf, nameIn } from '../elections/index.ts'
import { baseName, basesFor, openProgrammeOf, volunteersOf } from '../outreach/index.ts'
import { channelName, channelsOf } from './channels.ts'
import { mintLinks } from './mint-links.ts'
import { inLanguage } from './notice.ts'
import { publishedNotices } from './publications-read-model.ts'
import { actorOf, hrefWith } from './request.ts'
import { type MintChoices, MintForm } from './views/mint-form.tsx'

const current = '/desk/links'
const mints = { permission: 'links.mint', scope: scopeFromQuery('links.mint') }

/** What can be chosen for a unit and one of the elections it has an open programme for; null without one. */
async function choicesFor(c: RequestContext, unit: Unit, asked: string): Promise<MintChoices | null> {
  const { services, t } = c.var
  const { db } = services
  const open = []
  for (const election of await electionsOf(db)) {
    const programme = await openProgrammeOf(db, unit.id, election.id)
    if (programme) open.push({ election, programme })
  }
  const chosen = open.find(({ election }) => election.id === asked) ?? open[0]
  if (!chosen) return null
  const volunteers = await volunteersOf(db, { workUnitId: unit.id, programmeId: chosen.programme.id })
  const bases = await basesFor(db, { electionId: chosen.election.id, workUnitId: unit.id })
  const owners = (await unitTree(services)).ancestors(unit.id).map(({ id }) => id)
  const day = dayIn(unit.timeZone, services.clock.now())
  const notices = await publishedNotices(db, { workUnitIds: owners.toReversed(), day, limit: 100 })
  return {
    electionId: chosen.election.id,
    elections: open.map(({ election }) => ({ value: election.id, label: nameIn(t.locale, election) })),
    bases: bases
      .filter(({ code }) => chosen.programme.bases.includes(code))
      .map((base) => ({
        value: base.code,
        label: baseName(base, t.locale),
        volunteers: volunteers.filter((one) => one.base === base.code && one.state === 'active').length,
      })),
    channels: (await channelsOf(db)).map((one) => ({ value: one.code, label: channelName(one, t.locale) })),
    notices: notices.map(({ id, title }) => ({ value: id, label: inLanguage(title, t.locale) })),
  }
}

async function show(
  c: RequestContext,
  unit: Unit,
  typed: Typed,
  problems: readonly FieldProblem[] = [],
): Promise<Response> {
  const { t } = c.var
  const choices = await choicesFor(c, unit, typed.electionId ?? '')
  const list = hrefWith(current, { unit: unitParam(unit) })
  return renderPage(
    c,
    {
      title: t('publications.links.mintTitle'),
      lead: t('publications.links.mintLead', { unit: unit.name }),
      crumbs: [{ label: t('publications.links.title'), href: list }],
      current,
      scope: unit.id,
      status: problems.length > 0 ? 422 : 200,
    },
    choices ? (
      <Section>
        <MintForm
          t={t}
          action={hrefWith(`${current}/mint`, { unit: unitParam(unit) })}
          cancelHref={list}
          choices={choices}
          typed={typed}
          problems={problems}
        />
      </Section>
    ) : (
      <EmptyState
        title={t('publications.links.noProgramme')}
        action={
          <LinkButton href={hrefWith('/desk/outreach', { unit: unitParam(unit) })} tone="main">
            {t('publications.links.openProgramme')}
          </LinkButton>
        }
      >
        {t('publications.links.noProgrammeHelp', { unit: unit.name })}
      </EmptyState>
    ),
  )
}

const mintPage = page('get', `${current}/mint`, mints, async (c) => {
  const { publication = '', election = '' } = c.req.query()
  return show(c, await chosenUnit(c, 'links.mint'), {
    publicationId: publication,
    electionId: election,
    owner: 'each',
    'base-netizen': 'on',
    'channel-whatsapp': 'on',
  })
})

/** What was ticked among fields named `PREFIX-CODE`. */
const ticked = (typed: Typed, prefix: string) =>
  Object.keys(typed).flatMap((name) => (name.startsWith(`${prefix}-`) ? [name.slice(prefix.length + 1)] : []))

const mintNow = page('post', `${current}/mint`, mints, async (c) => {
  const unit = await chosenUnit(c, 'links.mint')
  const typed = await typedForm(c)
  // Another election has other bases: the form comes again with them.
  if (typed.do === 'choose') return show(c, unit, typed)
  const result = await mintLinks(c.var.services, actorOf(c), {
    workUnitId: unit.id,
    electionId: typed.electionId ?? '',
    bases: ticked(typed, 'base'),
    channels: ticked(typed, 'channel'),
    publicationId: typed.publicationId || null,
    perVolunteer: typed.owner !== 'shared',
  })
  if (result.ok) {
    const to = { unit: unitParam(unit), election: typed.electionId, publication: typed.publicationId }
    return c.redirect(hrefWith(current, { ...to, done: 'minted' }), 303)
  }
  if (result.refusal.kind === 'invalid') return show(c, unit, typed, result.refusal.fields ?? [])
  return refusalPage(c, result.refusal, statusOf(result.refusal))
})

export const mintPages = [mintPage, mintNow]
