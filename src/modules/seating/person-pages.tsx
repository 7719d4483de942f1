import { typedForm } from '../../platform/http/form.ts'
import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import type { Result } from '../../platform/result.ts'
import { answerForm, LinkButton } from '../../ui/index.ts'
import { meetingHref } from '../meetings/index.ts'
import { participantById, tookPart } from '../participants/index.ts'
import { placeByHand, swapPlaces } from './place-by-hand.ts'
import { classPlacesOf, roomPlacesOf } from './places-read-model.ts'
import { seatingNames } from './seating-names.ts'
import { changingOne, type Here, missingPage, reading, renderSeating, seatingPath } from './seating-page.tsx'
import { sleepByHand } from './sleep-by-hand.ts'
import { PersonPlaces } from './views/person-places.tsx'

/** Where one person sits and sleeps, with the forms to change it by hand. */
const personPage = reading(async (c, here) => {
  const { t, services } = c.var
  const { meeting } = here
  const one = await participantById(services.db, meeting, c.req.param('participant') ?? '')
  if (!one) return missingPage(c)
  const names = await seatingNames(services, t, meeting)
  return renderSeating(
    c,
    here,
    {
      tab: 'classes',
      title: names.person(one.id),
      lead: [names.position(one), names.unit(one.unitId), names.venue(one.venueId)]
        .filter((text) => text !== '')
        .join(' · '),
      crumbs: [{ label: names.person(one.id) }],
      actions: here.mayPrintAt(one.venueId) && (
        <LinkButton href={meetingHref(meeting, `papers/badge/${one.id}`)}>
          {t('seating.person.badge')}
        </LinkButton>
      ),
    },
    <PersonPlaces
      {...{ t, names, one, here }}
      comes={tookPart.some((state) => state === one.state)}
      classPlaces={await classPlacesOf(services.db, meeting)}
      roomPlaces={await roomPlacesOf(services.db, meeting)}
    />,
  )
})

/** Ends a change by hand: back to the person, or the page that says why not. */
async function answered(c: RequestContext, here: Here, done: string, result: Result<unknown>) {
  return answerForm(c, result, {
    to: () => here.href(`people/${c.req.param('participant') ?? ''}?done=${done}`),
    again: () => missingPage(c),
  })
}

const postClass = changingOne(async (c, here) => {
  const typed = await typedForm(c)
  const change = {
    participantId: c.req.param('participant') ?? '',
    round: Number(typed.round ?? 1),
    classId: typed.class || null,
    isLocked: typed.locked === 'on' && Boolean(typed.class),
  }
  return answered(c, here, 'placed', await placeByHand(c.var.services, here.actor, here.meeting, change))
})

const postSwap = changingOne(async (c, here) => {
  const typed = await typedForm(c)
  const change = {
    participantId: c.req.param('participant') ?? '',
    round: Number(typed.round ?? 1),
    otherId: typed.other ?? '',
  }
  return answered(c, here, 'swapped', await swapPlaces(c.var.services, here.actor, here.meeting, change))
})

const postRoom = changingOne(async (c, here) => {
  const typed = await typedForm(c)
  const change = {
    participantId: c.req.param('participant') ?? '',
    roomId: typed.room || null,
    isLocked: typed.locked === 'on' && Boolean(typed.room),
  }
  return answered(c, here, 'slept', await sleepByHand(c.var.services, here.actor, here.meeting, change))
})

export const personRoutes: readonly Route[] = [
  page('get', `${seatingPath}/people/:participant`, 'signed-in', personPage),
  page('post', `${seatingPath}/people/:participant/class`, 'signed-in', postClass),
  page('post', `${seatingPath}/people/:participant/swap`, 'signed-in', postSwap),
  page('post', `${seatingPath}/people/:participant/room`, 'signed-in', postRoom),
]
