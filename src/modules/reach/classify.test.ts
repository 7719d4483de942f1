import crawlers from 'crawler-user-agents'
import { describe, expect, test } from 'vitest'
import { classify, classifyAgent } from './classify.ts'

const chrome =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Mobile Safari/537.36'
const webview = (rest: string) =>
  `Mozilla/5.0 (Linux; Android 12; SM-A125F; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/114.0.5735.130 Mobile Safari/537.36 ${rest}`
const iphone = (rest: string) =>
  `Mozilla/5.0 (iPhone; CPU iPhone OS 16_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 ${rest}`

const people: [name: string, agent: string][] = [
  ['Chrome on Android', chrome],
  ['Safari on an iPhone', iphone('Version/16.5 Safari/604.1')],
  ['Firefox on a laptop', 'Mozilla/5.0 (X11; Linux x86_64; rv:125.0) Gecko/20100101 Firefox/125.0'],
  ['Opera Mini', 'Opera/9.80 (Android; Opera Mini/36.2.2254/119.132; U; id) Presto/2.12.423 Version/12.16'],
  ['UC Browser', 'UCWEB/2.0 (Java; U; MIDP-2.0; id; nokia) U2/1.0.0 UCBrowser/9.4.1.482 U2/1.0.0 Mobile'],
  [
    'the MIUI browser',
    'Mozilla/5.0 (Linux; U; Android 9; id-id; Redmi 6A) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/100.0.4896.127 Mobile Safari/537.36 XiaoMi/MiuiBrowser/13.5.0-gn',
  ],
  [
    "Instagram's own browser",
    iphone('Instagram 289.0.0.18.109 (iPhone13,2; iOS 16_5; id_ID; id; scale=3.00)'),
  ],
  ["Facebook's own browser on Android", webview('[FB_IAB/FB4A;FBAV/419.0.0.37.71;]')],
  ["Facebook's own browser on an iPhone", iphone('[FBAN/FBIOS;FBDV/iPhone11,8;FBSN/iOS;FBLC/id_ID;FBOP/5]')],
  [
    "TikTok's own browser",
    webview('musical_ly_2022803040 JsSdk/1.0 Channel/googleplay AppName/musical_ly BytedanceWebview/d8a21c6'),
  ],
  ["LINE's own browser", webview('Line/13.5.0/IAB')],
  ["LINE's own browser on an iPhone", iphone('Safari Line/13.3.0')],
  ["Telegram's own browser", webview('Telegram-Android/9.6')],
  ["X's own browser", webview('TwitterAndroid')],
]

const previews: [name: string, agent: string][] = [
  ['WhatsApp on Android', 'WhatsApp/2.23.20.0 A'],
  ['WhatsApp on the web', 'WhatsApp/2.2413.51 N'],
  ['Facebook', 'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)'],
  ['LINE', 'facebookexternalhit/1.1;line-poker/1.0'],
  ['Telegram', 'TelegramBot (like TwitterBot)'],
  ['X', 'Twitterbot/1.0'],
  [
    'iMessage',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_11_1) AppleWebKit/601.2.4 (KHTML, like Gecko) Version/9.0.1 Safari/601.2.4 facebookexternalhit/1.1 Facebot Twitterbot/1.0',
  ],
  ['Instagram', 'Instagram 219.0.0.12.117 Android (29/10; 480dpi; 1080x2134; samsung; SM-A505F)'],
  ['TikTok', 'TikTok 26.2.0 rv:262018 (iPhone; iOS 14.4.2; en_US) Cronet'],
  [
    'the spider of TikTok',
    'Mozilla/5.0 (Linux; Android 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Mobile Safari/537.36 (compatible; TikTokSpider; ttspider-feedback@tiktok.com)',
  ],
  ['Slack', 'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)'],
  ["Slack's pictures", 'Slack-ImgProxy (+https://api.slack.com/robots)'],
  [
    'Google',
    'Mozilla/5.0 (compatible; Google-PageRenderer Google (+https://developers.google.com/+/web/snippet/))',
  ],
  ['Gmail', 'Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)'],
  ['LinkedIn', 'LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)'],
  ['Discord', 'Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)'],
  ['Skype and Teams', 'SkypeUriPreview Preview/0.5 skype-url-preview@microsoft.com'],
]

const robots: [name: string, agent: string][] = [
  ['nobody', ''],
  ['Googlebot', 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)'],
  ['Bytespider', 'Mozilla/5.0 (compatible; Bytespider; spider-feedback@bytedance.com) AppleWebKit/537.36'],
  ['curl', 'curl/8.5.0'],
  ['Python', 'python-requests/2.31.0'],
  ['Node', 'node'],
  ['a program on Android', 'Dalvik/2.1.0 (Linux; U; Android 9)'],
  ['a browser without a screen', chrome.replace('Chrome/', 'HeadlessChrome/')],
  ['a scanner', 'Mozilla/5.0 (compatible; CensysInspect/1.1; +https://about.censys.io/)'],
]

describe('who a request comes from', () => {
  test.each(people)('%s is a person', (_, agent) => expect(classifyAgent(agent)).toBe('person'))
  test.each(previews)('%s makes a preview', (_, agent) => expect(classifyAgent(agent)).toBe('preview'))
  test.each(robots)('%s is a robot', (_, agent) => expect(classifyAgent(agent)).toBe('bot'))
})

test.each([
  ['Sec-Purpose of Chrome', 'prefetch'],
  ['prerendering by Chrome', 'prefetch;prerender'],
  ['prefetch through a proxy', 'prefetch;anonymous-client-ip'],
  ['Purpose of old Chrome', 'prefetch'],
  ['X-Purpose of Safari', 'preview'],
  ['X-Moz of Firefox', 'prefetch'],
])('%s is fetched ahead and nobody has seen it', (_, purpose) => {
  expect(classify({ method: 'GET', agent: chrome, purpose })).toBe('prefetch')
})

test('HEAD asks and opens nothing, whoever asks', () => {
  expect(classify({ method: 'HEAD', agent: chrome, purpose: '' })).toBe('head')
  expect(classify({ method: 'GET', agent: chrome, purpose: '' })).toBe('person')
})

test('the public list of crawlers is known, but for a few that dress as browsers', () => {
  const agents = crawlers.flatMap(({ instances }) => instances)
  expect(agents.length).toBeGreaterThan(1_000)
  const unknown = agents.filter((agent) => classifyAgent(agent) === 'person')
  expect(unknown.length / agents.length).toBeLessThan(0.01)
})
