import { EventEmitter } from 'node:events'
import type { Services } from '../../platform/services.ts'
import type { MeetingKey } from '../meetings/index.ts'
import { ScanLookup } from './scan-lookup.ts'
import { ScanWriter } from './scan-writer.ts'

interface Engine {
  writer: ScanWriter
  lookup: ScanLookup
  news: EventEmitter
  /** What was last written about a phone: the number it told, and when. */
  contacts: Map<string, { told: number; at: number }>
}

const engines = new WeakMap<object, Engine>()

/** What takes scans in one process: made once for its services. */
export function engineOf(services: Services): Engine {
  const known = engines.get(services.database)
  if (known) return known
  const news = new EventEmitter()
  // One listener a board that somebody looks at.
  news.setMaxListeners(0)
  const engine = {
    writer: new ScanWriter(services),
    lookup: new ScanLookup(services),
    news,
    contacts: new Map(),
  }
  engines.set(services.database, engine)
  return engine
}

const nameOf = (meeting: MeetingKey) => `${meeting.workUnitId} ${meeting.id}`

/** Says that scans of a meeting were committed in this process. */
export const tellBoards = (services: Services, meeting: MeetingKey) =>
  void engineOf(services).news.emit(nameOf(meeting))

/** Calls `onNews` whenever scans of a meeting were committed in this process; returns how to stop. */
export function onScans(services: Services, meeting: MeetingKey, onNews: () => void): () => void {
  const { news } = engineOf(services)
  news.on(nameOf(meeting), onNews)
  return () => news.off(nameOf(meeting), onNews)
}

/** At the end everything taken is committed and answered. */
export const startEngine = async (services: Services) => () => engineOf(services).writer.drain()
