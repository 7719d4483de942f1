import { isbot } from 'isbot'
import type { LeftOutReason } from './counters.ts'

/** The parts of a request that tell a person from what only fetches. */
export interface RequestSigns {
  method: string
  /** User-Agent; '' when there is none. */
  agent: string
  /** Sec-Purpose, Purpose, X-Purpose or X-Moz, whichever is there; '' when none is. */
  purpose: string
}

/**
 * Who makes a preview of a link for a conversation or a timeline. Some dress as a browser and name themselves at the
 * end; some are the app's own fetcher, which unlike its built-in browser does not say Mozilla.
 */
const previews = new RegExp(
  [
    '^WhatsApp/',
    '^Instagram ',
    '^TikTok ',
    '^(?:line-poker|Line)/',
    'facebookexternalhit|facebookcatalog|Facebot|meta-externalfetcher',
    'TelegramBot|Twitterbot|LinkedInBot|Slackbot|Slack-ImgProxy|Discordbot|SkypeUriPreview|redditbot|Pinterestbot',
    'line-poker|KAKAOTALK|kakaotalk-scrap|Viber|ZaloBot|vkShare|Snap URL Preview|TikTokSpider',
    'Google-PageRenderer|\\+/web/snippet|GoogleImageProxy|GoogleMessages|BingPreview|Iframely|Embedly|Cardyb|Mastodon',
  ].join('|'),
  'i',
)

/** Programs that fetch without naming themselves as robots. */
const fetchers = /^(?:Dalvik|CFNetwork|Java|node|undici|Cronet)\b/i

const known = new Map<string, 'person' | 'preview' | 'bot'>()
/** Far more than the agents in use; a flood of made-up ones starts the memory anew instead of growing it. */
const knownAtMost = 20_000

/** What an agent is by its name alone. */
export function classifyAgent(agent: string): 'person' | 'preview' | 'bot' {
  const before = known.get(agent)
  if (before !== undefined) return before
  const found = agent === '' ? 'bot' : previews.test(agent) ? 'preview' : isRobot(agent) ? 'bot' : 'person'
  if (known.size >= knownAtMost) known.clear()
  known.set(agent, found)
  return found
}

const isRobot = (agent: string) => isbot(agent) || fetchers.test(agent)

/**
 * Whether a request is a person's, or why it is not one.
 * HEAD asks about a link and opens nothing (RFC 9110, 9.3.2); a browser that fetches ahead says so in Sec-Purpose
 * (older ones in Purpose, X-Purpose, X-Moz); the rest is told by the agent. The browsers inside Instagram, Facebook,
 * TikTok and LINE are people.
 */
export function classify({ method, agent, purpose }: RequestSigns): 'person' | LeftOutReason {
  if (method === 'HEAD') return 'head'
  if (purpose !== '' && /prefetch|prerender|preview/i.test(purpose)) return 'prefetch'
  return classifyAgent(agent)
}
