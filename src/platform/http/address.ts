import type { IncomingMessage } from 'node:http'
import type { Config } from '../config.ts'

/**
 * The address a request comes from. Behind a proxy (TRUST_PROXY=1) the last hop of X-Forwarded-For, which is the
 * one the proxy itself wrote; a client can put anything before it.
 */
export function clientAddress(request: IncomingMessage, { trustProxy }: Pick<Config, 'trustProxy'>): string {
  const socket = request.socket.remoteAddress ?? ''
  if (!trustProxy) return socket
  const forwarded = request.headers['x-forwarded-for']
  const line = Array.isArray(forwarded) ? forwarded.at(-1) : forwarded
  return line?.split(',').at(-1)?.trim() || socket
}
