import { isbot } from 'isbot'
import type { LeftOutReason } from './counters.ts'
import type { NetworkKind } from './network-list.ts'

/** The parts of a request that tell a person from what only fetches. */
export interface RequestSigns {
  method: string
  /** User-Agent; '' when there is none. */
  agent: string
  /** Sec-Purpose, Purpose, X-Purpose or X-Moz, whichever is there; '' when none is. */
  purpose: string
  /** Whether the browser is signed in at this very site. */
  isSignedIn: boolean
  /** Who is behind the network, when the commission has listed it. */
  network: NetworkKind | null
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
    '^Viber\\b',
    'facebookexternalhit|facebookexternalua|facebookcatalog|Facebot|meta-externalfetcher',
    'TelegramBot|Twitterbot|LinkedInBot|Slackbot|Slack-ImgProxy|Discordbot|SkypeUriPreview|redditbot|Pinterestbot',
    'line-poker|kakaotalk-scrap|ZaloBot|vkShare|Snap URL Preview|TikTokSpider|BlueskyPreviewBot',
    'Google-PageRenderer|\\+/web/snippet|GoogleMessages|BingPreview|Iframely|Embedly|Cardyb|Mastodon',
  ].join('|'),
  'i',
)

/**
 * Fetches what a letter shows before anybody has opened it: Gmail's picture proxy names itself, Apple's Mail Privacy
 * Protection says this and nothing else.
 */
const mailProxies = /GoogleImageProxy|YahooMailProxy|^Mozilla\/5\.0$/i

/** Follows links to see whether they are dangerous: gateways in front of a mailbox, scanners of the whole internet. */
const scanners =
  /Barracuda|Mimecast|Proofpoint|CiscoSecureEmail|IronPort|\bTMES\b|SmartScreen|virustotal|urlscan|URLScanner|CensysInspect|Expanse|zgrab|Nessus|Qualys|acunetix|WPScan|Netcraft|security-center|ms-office|MSOffice/i

/** Programs that fetch without naming themselves as robots. */
const fetchers = /^(?:Dalvik|Java|node|undici|Cronet|okhttp)\b|^(?!Mozilla).*\bCFNetwork\//i

type AgentKind = 'person' | 'preview' | 'prefetch' | 'scanner' | 'bot'

const known = new Map<string, AgentKind>()
/** Far more than the agents in use; a flood of made-up ones starts the memory anew instead of growing it. */
const knownAtMost = 20_000

/** What an agent is by its name alone. */
export function classifyAgent(agent: string): AgentKind {
  const before = known.get(agent)
  if (before !== undefined) return before
  const found = kindOf(agent)
  if (known.size >= knownAtMost) known.clear()
  known.set(agent, found)
  return found
}

function kindOf(agent: string): AgentKind {
  if (agent === '') return 'bot'
  if (mailProxies.test(agent)) return 'prefetch'
  if (previews.test(agent)) return 'preview'
  if (scanners.test(agent)) return 'scanner'
  return isbot(agent) || fetchers.test(agent) ? 'bot' : 'person'
}

/**
 * Whether a request is a person's, or why it is not one; docs/reach-catalogue.md lists the cases.
 * HEAD asks about a link and opens nothing (RFC 9110, 9.3.2); a browser that fetches ahead says so in Sec-Purpose
 * (older ones in Purpose, X-Purpose, X-Moz); who is signed in here works for the commission; a network may be listed;
 * the rest is told by the agent. The browsers inside Instagram, Facebook, TikTok and LINE are people.
 */
export function classify({
  method,
  agent,
  purpose,
  isSignedIn,
  network,
}: RequestSigns): 'person' | LeftOutReason {
  if (method === 'HEAD') return 'head'
  if (purpose !== '' && /prefetch|prerender|preview/i.test(purpose)) return 'prefetch'
  if (isSignedIn) return 'staff'
  return network ?? classifyAgent(agent)
}
