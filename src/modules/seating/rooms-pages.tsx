import { typedForm } from '../../platform/http/form.ts'
import { page, type Route } from '../../platform/http/route.ts'
import {
  answerForm,
  CheckboxField,
  DataTable,
  EmptyState,
  ExportLinks,
  Figure,
  FigureRow,
  Form,
  LinkButton,
  Notice,
  RadioGroup,
  Section,
  Tag,
} from '../../ui/index.ts'
import { meetingHref } from '../meetings/index.ts'
import { tookPart } from '../participants/index.ts'
import { askForRooms } from './ask-plan.ts'
import { gatherRooms } from './gather.ts'
import { fileLinks } from './lists-pages.tsx'
import { roomPlacesOf } from './places-read-model.ts'
import { plansOf } from './plans-read-model.ts'
import { roomWeights, timeLimits } from './question.ts'
import { seatingNames } from './seating-names.ts'
import { changing, missingPage, reading, renderSeating, seatingPath } from './seating-page.tsx'
import { viewPlan } from './view-plans.ts'
import { roomsProof, StateTag } from './views/plan-words.tsx'

/** Who has a bed, the hotels, and the plans for them. */
const roomsPage = reading(async (c, here) => {
  const { t, format, services } = c.var
  const { meeting, href, mayChange } = here
  const now = await gatherRooms(services.db, meeting, true)
  const names = await seatingNames(services, t, meeting)
  const places = await roomPlacesOf(services.db, meeting)
  const lines = []
  for (const plan of await plansOf(services.db, meeting, { kind: 'rooms', limit: 6 }))
    lines.push({ plan, view: await viewPlan(services.db, meeting, plan) })
  const of = {
    unit: t('seating.unit.people'),
    date: format.instant(services.clock.now(), meeting.timeZone),
    source: t('seating.source.places'),
    example: meeting.example,
  }
  const guests = now.instance.guests.length
  return renderSeating(
    c,
    here,
    { tab: 'rooms', lead: t('seating.tab.rooms.lead') },
    <>
      <FigureRow>
        <Figure
          tone="ink"
          label={t('seating.figure.beds')}
          value={format.number(now.before.length)}
          denominator={t('seating.figure.of', { count: guests })}
          {...of}
        />
        <Figure
          label={t('seating.figure.withoutBed')}
          value={format.number(guests - now.before.length)}
          {...of}
        />
        <Figure
          label={t('seating.figure.goneBed')}
          value={format.number(places.length - now.before.length)}
          {...of}
        />
      </FigureRow>
      {now.outside.length > 0 && (
        <Notice tone="warn">{t('seating.rooms.outside', { count: now.outside.length })}</Notice>
      )}
      {now.cannotShare.length > 0 && (
        <Notice tone="warn" title={t('seating.rooms.cannotShare')}>
          {now.cannotShare
            .slice(0, 10)
            .map((group) => group.map((id) => names.person(id)).join(', '))
            .join('; ')}
        </Notice>
      )}
      <Section title={t('seating.rooms.hotels')}>
        <DataTable
          t={t}
          caption={t('seating.rooms.caption')}
          rows={[...names.hotels.values()]}
          columns={[
            {
              key: 'hotel',
              label: t('seating.column.hotel'),
              phone: 'title',
              cell: ({ id, name }) => <a href={href(`rooms/${id}`)}>{name}</a>,
            },
            { key: 'venue', label: t('seating.column.venue'), cell: ({ venueId }) => names.venue(venueId) },
            {
              key: 'rooms',
              label: t('seating.column.rooms'),
              align: 'end',
              cell: ({ rooms }) => format.number(Number(rooms)),
            },
            {
              key: 'beds',
              label: t('seating.column.sleeping'),
              align: 'end',
              cell: ({ id, beds }) =>
                t('seating.rooms.of', {
                  sleeping: places.filter(({ roomId }) => names.rooms.get(roomId)?.hotelId === id).length,
                  beds: Number(beds),
                }),
            },
          ]}
          empty={
            <EmptyState
              title={t('seating.rooms.none')}
              action={
                <LinkButton href={meetingHref(meeting, 'venues')}>{t('seating.rooms.toVenues')}</LinkButton>
              }
            />
          }
        />
        <ExportLinks t={t} links={fileLinks(href, 'rooms')} />
      </Section>
      {mayChange && names.rooms.size > 0 && (
        <Section title={t('seating.rooms.ask')} lead={t('seating.rooms.askLead', { ...roomWeights })}>
          <Form t={t} action={href('rooms/ask')} submit={t('seating.rooms.submit')}>
            <CheckboxField t={t} name="locks" label={t('seating.rooms.keepLocks')} typed={{ locks: 'on' }} />
            <RadioGroup
              t={t}
              name="seconds"
              label={t('seating.ask.seconds')}
              required
              typed={{ seconds: '60' }}
              options={timeLimits.map((seconds) => ({
                value: String(seconds),
                label: t('seating.ask.limit', { seconds }),
              }))}
            />
          </Form>
        </Section>
      )}
      <Section title={t('seating.rooms.plans')}>
        <DataTable
          t={t}
          caption={t('seating.rooms.plansCaption')}
          rows={lines}
          columns={[
            {
              key: 'asked',
              label: t('seating.column.asked'),
              phone: 'title',
              cell: ({ plan }) => (
                <a href={href(`plans/${plan.id}`)}>{format.instant(plan.askedAt, meeting.timeZone)}</a>
              ),
            },
            {
              key: 'state',
              label: t('seating.column.state'),
              cell: ({ plan }) => <StateTag t={t} state={plan.state} />,
            },
            {
              key: 'rooms',
              label: t('seating.figure.rooms'),
              align: 'end',
              cell: ({ view }) => (view.as === 'rooms' ? format.number(view.found.roomsUsed) : '–'),
            },
            {
              key: 'proof',
              label: t('seating.column.proof'),
              cell: ({ view }) => {
                if (view.as === 'unreadable') return <Tag tone="bad">{t('seating.proof.wrong')}</Tag>
                if (view.as !== 'rooms') return '–'
                const { tone, short } = roomsProof(t, format, view.found, view.verification)
                return <Tag tone={tone}>{short}</Tag>
              },
            },
          ]}
          empty={<EmptyState title={t('seating.plans.none')} />}
        />
      </Section>
    </>,
  )
})

const postAskRooms = changing(async (c, here) => {
  const typed = await typedForm(c)
  const seconds = timeLimits.find((limit) => String(limit) === typed.seconds) ?? 60
  const asked = { keepLocks: typed.locks === 'on', seconds }
  return answerForm(c, await askForRooms(c.var.services, here.actor, here.meeting, asked), {
    to: ({ id }) => here.href(`plans/${id}`),
    again: async () => c.redirect(here.href('rooms'), 303),
  })
})

/** The rooms of one hotel with who sleeps in them. */
const hotelPage = reading(async (c, here) => {
  const { t, services } = c.var
  const { meeting, href } = here
  const names = await seatingNames(services, t, meeting)
  const hotel = names.hotels.get(c.req.param('hotel') ?? '')
  if (!hotel) return missingPage(c)
  const collator = new Intl.Collator(t.locale, { numeric: true })
  const sleeping = Map.groupBy(await roomPlacesOf(services.db, meeting), ({ roomId }) => roomId)
  const rooms = [...names.rooms.values()]
    .filter(({ hotelId }) => hotelId === hotel.id)
    .toSorted((a, b) => collator.compare(a.number, b.number))
  return renderSeating(
    c,
    here,
    {
      tab: 'rooms',
      title: hotel.name,
      lead: names.venue(hotel.venueId),
      crumbs: [{ label: hotel.name }],
    },
    <Section>
      <DataTable
        t={t}
        caption={t('seating.hotel.caption', { hotel: hotel.name })}
        rows={rooms.filter(({ id }) => sleeping.has(id))}
        columns={[
          { key: 'room', label: t('seating.column.room'), phone: 'title', cell: ({ number }) => number },
          {
            key: 'beds',
            label: t('seating.column.sleeping'),
            align: 'end',
            cell: ({ id, beds }) => t('seating.rooms.of', { sleeping: sleeping.get(id)?.length ?? 0, beds }),
          },
          {
            key: 'who',
            label: t('seating.column.who'),
            cell: ({ id }) => (
              <>
                {(sleeping.get(id) ?? []).map(({ participantId, isLocked }) => {
                  const one = names.people.get(participantId)
                  return (
                    <p>
                      <a href={href(`people/${participantId}`)}>{names.person(participantId)}</a>,{' '}
                      {names.unit(one?.unitId ?? '')}{' '}
                      {isLocked && <Tag tone="ink">{t('seating.lock.tag')}</Tag>}
                      {!tookPart.some((state) => state === one?.state) && (
                        <Tag tone="bad">{t('seating.comes.no')}</Tag>
                      )}
                    </p>
                  )
                })}
              </>
            ),
          },
          {
            key: 'accessible',
            label: t('seating.column.accessible'),
            cell: ({ accessible }) => (accessible ? <Tag>{t('seating.rooms.accessible')}</Tag> : '–'),
          },
        ]}
        empty={<EmptyState title={t('seating.hotel.nobody')} />}
      />
      <p>{t('seating.hotel.empty', { count: rooms.filter(({ id }) => !sleeping.has(id)).length })}</p>
    </Section>,
  )
})

export const roomsRoutes: readonly Route[] = [
  page('get', `${seatingPath}/rooms`, 'signed-in', roomsPage),
  page('post', `${seatingPath}/rooms/ask`, 'signed-in', postAskRooms),
  page('get', `${seatingPath}/rooms/:hotel`, 'signed-in', hotelPage),
]
