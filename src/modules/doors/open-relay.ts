import { getRequestListener } from '@hono/node-server'
import { ConfigProblem } from '../../platform/config.ts'
import type { RelayParts, RunningRelay } from '../../platform/run-relay.ts'
import { endOfDay } from './device-day.ts'
import { relayApp } from './relay-app.ts'
import { RelayBox, WrongCode } from './relay-box.ts'
import { RelayClock } from './relay-clock.ts'
import { RelayDesk } from './relay-desk.ts'
import { RelayGate } from './relay-gate.ts'
import { RelayHall } from './relay-hall.ts'
import { type Pace, RelayLine } from './relay-line.ts'
import { RelayPhotographs } from './relay-photographs.ts'
import type { LetIn, RelayEnrolment } from './relay-shapes.ts'
import { RelayUpstream } from './relay-upstream.ts'
import { hashOf, newSecret } from './seal.ts'

/**
 * Opens what stands in for the server at one venue. The first time it must be let in, for which it needs a line; after
 * that it serves without one. Throws `ConfigProblem` where the code lets nobody in or does not open what is kept.
 */
export const openRelay = async (parts: RelayParts, pace: Partial<Pace> = {}): Promise<RunningRelay> => {
  const box = openBox(parts)
  try {
    const clock = new RelayClock(box)
    const upstream = new RelayUpstream(parts.upstream, clock)
    const letIn = await beLetIn(parts, box, clock, upstream)
    return start(parts, { box, clock, upstream, letIn, pace })
  } catch (error) {
    box.close()
    throw error
  }
}

function openBox({ folder, code }: RelayParts): RelayBox {
  try {
    return RelayBox.open(folder, code)
  } catch (error) {
    throw error instanceof WrongCode ? new ConfigProblem(error.message) : error
  }
}

async function beLetIn(
  { code, upstream: address }: RelayParts,
  box: RelayBox,
  clock: RelayClock,
  upstream: RelayUpstream,
): Promise<LetIn> {
  // Kept before it is told: an answer that is cut off must not leave the server with a hash nobody has the secret of.
  const secret = box.get('secret') ?? newSecret().secret
  box.put('secret', secret)
  let letIn = box.get('letIn')
  if (!letIn) {
    const heard = await upstream.ask<LetIn>(
      '/relay/enrol',
      () => ({ code, secretHash: hashOf(secret) }) satisfies RelayEnrolment,
    )
    if (heard.is === 'later')
      throw new ConfigProblem(`There is no line to ${address}: a relay needs one the first time it starts.`)
    if (heard.is !== 'answer')
      throw new ConfigProblem('RELAY_CODE lets nobody in: it was used, revoked, or its meeting is over.')
    letIn = heard.answer
    clock.heard(letIn.now, heard.asked)
    box.put('letIn', letIn)
  }
  upstream.signAs(letIn.id, secret)
  return letIn
}

function start(
  { code, publicUrl, log }: RelayParts,
  {
    box,
    clock,
    upstream,
    letIn,
    pace,
  }: {
    box: RelayBox
    clock: RelayClock
    upstream: RelayUpstream
    letIn: LetIn
    pace: Partial<Pace>
  },
): RunningRelay {
  const hall = new RelayHall()
  const photographs = new RelayPhotographs(box)
  const gate = new RelayGate({ box, clock, hall, upstream, letIn, hasLine: () => line.hasLine })
  const desk = new RelayDesk({ box, clock, hall, photographs })
  let isOut = false
  const end = (why: string) => {
    if (isOut) return
    isOut = true
    void line.stop()
    hall.forget()
    photographs.forget()
    hall.keepPhones([])
    box.wipe()
    log.info('the relay threw everything away', { why })
  }
  const line = new RelayLine(
    {
      box,
      clock,
      hall,
      gate,
      photographs,
      upstream,
      log,
      contacts: desk.contacts,
      isOver: () => clock.now() >= endOfDay(letIn.timeZone, letIn.lastDay).getTime(),
      onGone: () => end('the server shut it out'),
      onTurn: () => {
        if (desk.endIfOver(letIn)) end('its meeting is over')
      },
    },
    pace,
  )
  const app = relayApp({
    desk,
    gate,
    hall,
    clock,
    box,
    line,
    upstream,
    letIn,
    code,
    publicUrl,
    log,
    isOut: () => isOut,
    end: async () => {
      await line.stop()
      end('who stands at it ended its work')
    },
  })
  line.go()
  return {
    listener: getRequestListener(app.fetch),
    isHealthy: () => !isOut,
    stop: async () => {
      await line.stop()
      if (!isOut) box.close()
    },
  }
}
