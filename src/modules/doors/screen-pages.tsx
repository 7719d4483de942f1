import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import { meetingById, meetingName, venueLetter, venuesOf } from '../meetings/index.ts'
import { type Device, deviceOf } from './device.ts'
import { endOfDay } from './device-day.ts'
import { selfDoor } from './doors-read-model.ts'
import { qrPicture } from './qr-picture.ts'
import { codeLasts, screenCode, untilNextCode } from './self-code.ts'
import { screenDocument, screenSays } from './views/screen-document.tsx'

const noStore = { 'Cache-Control': 'no-store' }

/** The screen at a door: shown by a phone or board that was let in there, the code of this half minute in it and no key. */
async function screen(c: RequestContext) {
  const { t, services } = c.var
  const device = await deviceOf(services, c.req.header('cookie'))
  const door = device && (await doorOf(c, device))
  if (!device || !door) {
    const why = device ? 'off' : 'none'
    return c.html(
      await screenSays(t, { title: t(`doors.screen.${why}`), text: t(`doors.screen.${why}Text`) }),
      device ? 404 : 410,
      noStore,
    )
  }
  const key = { workUnitId: device.workUnitId, id: device.meetingId }
  const meeting = await meetingById(services.db, key)
  const venue = (await venuesOf(services.db, key)).find(({ id }) => id === device.venueId)
  const now = services.clock.now().getTime()
  const link = `${services.config.publicUrl}/here/${screenCode(services.config, door.id, now)}`
  return c.html(
    await screenDocument(t, {
      meeting: meeting ? meetingName(meeting, t.locale) : '',
      place: `${venue ? `${venueLetter(venue.rank)} · ${venue.name} · ` : ''}${device.door}`,
      picture: await qrPicture(link),
      link,
      seconds: Math.ceil(untilNextCode(now) / 1000),
      every: codeLasts / 1000,
    }),
    200,
    noStore,
  )
}

/** The device's door, if people may record themselves there and its day is not over. */
async function doorOf({ var: { services } }: RequestContext, device: Device) {
  if (services.clock.now() >= endOfDay(device.timeZone, device.day)) return undefined
  return selfDoor(services.db, device.doorId)
}

export const screenPages: readonly Route[] = [page('get', '/door/screen', 'public', screen)]
