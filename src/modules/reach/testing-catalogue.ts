import type { Outcome } from './counters.ts'

/** A request as it comes in, and what it has to be counted as. */
export interface CatalogueRow {
  who: string
  /** `s`: a short link, `q`: the link of a QR code, `e`: the picture of a page of this site, `post`: a beacon. */
  at: 's' | 'q' | 'e' | 'post'
  headers: Readonly<Record<string, string>>
  method?: 'HEAD'
  /** Where the request comes from; an address of its own unless said. */
  from?: string
  /** How many of the same come before it. */
  after?: number
  /** The same network, but another agent each time. */
  disguised?: true
  becomes: Outcome | 'nothing'
  note?: string
}

export interface CatalogueGroup {
  title: string
  lead: string
  rows: readonly CatalogueRow[]
}

const chrome =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Mobile Safari/537.36'
const safari =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1'
const windows =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36'
const webview = (rest: string) =>
  `Mozilla/5.0 (Linux; Android 12; SM-A125F; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/114.0.5735.130 Mobile Safari/537.36 ${rest}`
const iphone = (rest: string) =>
  `Mozilla/5.0 (iPhone; CPU iPhone OS 16_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 ${rest}`

const agent = (who: string, name: string, becomes: CatalogueRow['becomes'], note?: string): CatalogueRow => ({
  who,
  at: 's',
  headers: { 'user-agent': name },
  becomes,
  ...(note === undefined ? {} : { note }),
})

/** Networks of the test's list; documentation addresses (RFC 5737, RFC 3849). */
export const listedNetworks = `staff 203.0.113.0/24
scanner 198.51.100.0/24
bot 2001:db8:bad::/48`

/** Every kind of request and what it is counted as. docs/reach-catalogue.md is made from it. */
export const catalogue: readonly CatalogueGroup[] = [
  {
    title: 'People',
    lead: 'The browsers inside apps are people: somebody has tapped a link there.',
    rows: [
      agent('Chrome on Android', chrome, 'click'),
      agent('Safari on an iPhone', safari, 'click'),
      agent(
        'Firefox on a laptop',
        'Mozilla/5.0 (X11; Linux x86_64; rv:125.0) Gecko/20100101 Firefox/125.0',
        'click',
      ),
      agent(
        'Opera Mini',
        'Opera/9.80 (Android; Opera Mini/36.2.2254/119.132; U; id) Presto/2.12.423 Version/12.16',
        'click',
        'its servers fetch for many people; who they are is in X-Forwarded-For, which a proxy in front may keep',
      ),
      agent(
        'UC Browser',
        'UCWEB/2.0 (Java; U; MIDP-2.0; id; nokia) U2/1.0.0 UCBrowser/9.4.1.482 U2/1.0.0 Mobile',
        'click',
      ),
      agent(
        'the MIUI browser',
        'Mozilla/5.0 (Linux; U; Android 9; id-id; Redmi 6A) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/100.0.4896.127 Mobile Safari/537.36 XiaoMi/MiuiBrowser/13.5.0-gn',
        'click',
      ),
      agent(
        "Instagram's own browser",
        iphone('Instagram 289.0.0.18.109 (iPhone13,2; iOS 16_5; id_ID; id; scale=3.00)'),
        'click',
      ),
      agent("Facebook's own browser on Android", webview('[FB_IAB/FB4A;FBAV/419.0.0.37.71;]'), 'click'),
      agent(
        "Facebook's own browser on an iPhone",
        iphone('[FBAN/FBIOS;FBDV/iPhone11,8;FBSN/iOS;FBLC/id_ID;FBOP/5]'),
        'click',
      ),
      agent(
        "TikTok's own browser",
        webview(
          'musical_ly_2022803040 JsSdk/1.0 Channel/googleplay AppName/musical_ly BytedanceWebview/d8a21c6',
        ),
        'click',
      ),
      agent("LINE's own browser", webview('Line/13.5.0/IAB'), 'click'),
      agent("LINE's own browser on an iPhone", iphone('Safari Line/13.3.0'), 'click'),
      agent("Telegram's own browser", webview('Telegram-Android/9.6'), 'click'),
      agent("X's own browser", webview('TwitterAndroid'), 'click'),
      agent("KakaoTalk's own browser", webview('KAKAOTALK 10.1.5'), 'click'),
      agent(
        "Snapchat's own browser",
        iphone('Snapchat/12.40.0.30 (like Safari/8615.2.9.10.4, panda)'),
        'click',
      ),
      {
        who: 'a page of this site is shown',
        at: 'e',
        headers: { 'user-agent': chrome, referer: 'HERE' },
        becomes: 'view',
      },
      {
        who: 'an app tells of a share',
        at: 'post',
        headers: { 'user-agent': chrome },
        becomes: 'share',
      },
    ],
  },
  {
    title: 'QR codes',
    lead: 'The camera hands the address to a browser; an app that looks first names itself or its library.',
    rows: [
      { who: 'camera of an Android phone', at: 'q', headers: { 'user-agent': chrome }, becomes: 'scan' },
      { who: 'camera of an iPhone', at: 'q', headers: { 'user-agent': safari }, becomes: 'scan' },
      {
        who: 'Google Lens and the Google app',
        at: 'q',
        headers: { 'user-agent': webview('GSA/15.20.33.29.arm64') },
        becomes: 'scan',
      },
      {
        who: "WhatsApp's scanner, which opens the browser",
        at: 'q',
        headers: { 'user-agent': chrome },
        becomes: 'scan',
      },
      {
        who: 'an app that fetches the title first',
        at: 'q',
        headers: { 'user-agent': 'okhttp/4.9.3' },
        becomes: 'bot',
      },
      {
        who: 'the same on an iPhone',
        at: 'q',
        headers: { 'user-agent': 'QRReader/3.1 CFNetwork/1410.0.3 Darwin/22.6.0' },
        becomes: 'bot',
      },
    ],
  },
  {
    title: 'Link previews',
    lead: 'Made when a link is typed or received, before anybody has opened it.',
    rows: [
      agent('WhatsApp on Android', 'WhatsApp/2.23.20.0 A', 'preview'),
      agent('WhatsApp on the web, and Signal', 'WhatsApp/2.2413.51 N', 'preview'),
      agent(
        'Facebook and Messenger',
        'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)',
        'preview',
      ),
      agent(
        'Threads',
        'meta-externalfetcher/1.1 (+https://developers.facebook.com/docs/sharing/webmasters/crawler)',
        'preview',
      ),
      agent(
        'Instagram',
        'Instagram 219.0.0.12.117 Android (29/10; 480dpi; 1080x2134; samsung; SM-A505F)',
        'preview',
      ),
      agent('Telegram', 'TelegramBot (like TwitterBot)', 'preview'),
      agent('X', 'Twitterbot/1.0', 'preview'),
      agent('LINE', 'facebookexternalhit/1.1;line-poker/1.0', 'preview'),
      agent(
        'KakaoTalk',
        'facebookexternalhit/1.1; kakaotalk-scrap/1.0; +https://devtalk.kakao.com/',
        'preview',
      ),
      agent('TikTok', 'TikTok 26.2.0 rv:262018 (iPhone; iOS 14.4.2; en_US) Cronet', 'preview'),
      agent(
        'the spider of TikTok',
        'Mozilla/5.0 (Linux; Android 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Mobile Safari/537.36 (compatible; TikTokSpider; ttspider-feedback@tiktok.com)',
        'preview',
      ),
      agent('Slack', 'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)', 'preview'),
      agent("Slack's pictures", 'Slack-ImgProxy (+https://api.slack.com/robots)', 'preview'),
      agent(
        'Google Chat',
        'Mozilla/5.0 (compatible; Google-PageRenderer Google (+https://developers.google.com/+/web/snippet/))',
        'preview',
      ),
      agent(
        'iMessage',
        'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_11_1) AppleWebKit/601.2.4 (KHTML, like Gecko) Version/9.0.1 Safari/601.2.4 facebookexternalhit/1.1 Facebot Twitterbot/1.0',
        'preview',
      ),
      agent(
        'LinkedIn',
        'LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)',
        'preview',
      ),
      agent('Discord', 'Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)', 'preview'),
      agent('Skype and Teams', 'SkypeUriPreview Preview/0.5 skype-url-preview@microsoft.com', 'preview'),
      agent('Viber', 'Viber', 'preview'),
      agent('Mastodon', 'http.rb/5.1.1 (Mastodon/4.2.1; +https://mastodon.example/)', 'preview'),
      agent('Bluesky', 'Mozilla/5.0 (compatible; Bluesky Cardyb/1.1; +mailto:support@bsky.app)', 'preview'),
      agent(
        'Snapchat',
        'Mozilla/5.0 (compatible; Snap URL Preview Service; bot; snapchat; https://developers.snap.com/robots)',
        'preview',
      ),
    ],
  },
  {
    title: 'Fetched ahead',
    lead: 'A browser, or who keeps a mailbox, fetches before somebody looks. A link is answered 503 then, so that the browser asks again when somebody follows it. A page that was prerendered and is then looked at asks for nothing again: such a view is not counted.',
    rows: [
      ...(
        [
          ['Chrome prefetches', { 'sec-purpose': 'prefetch' }],
          ['Chrome prerenders', { 'sec-purpose': 'prefetch;prerender' }],
          ['Chrome prefetches through its proxy', { 'sec-purpose': 'prefetch;anonymous-client-ip' }],
          ['older Chrome', { purpose: 'prefetch' }],
          ['Safari shows its most visited pages', { 'x-purpose': 'preview' }],
          ['older Firefox', { 'x-moz': 'prefetch' }],
        ] as const
      ).map(
        ([who, headers]): CatalogueRow => ({
          who,
          at: 's',
          headers: { 'user-agent': chrome, ...headers },
          becomes: 'prefetch',
        }),
      ),
      {
        who: 'the picture of a page that Chrome prerenders',
        at: 'e',
        headers: { 'user-agent': chrome, referer: 'HERE', 'sec-purpose': 'prefetch;prerender' },
        becomes: 'prefetch',
      },
      {
        who: 'Gmail fetches the pictures of a letter',
        at: 's',
        headers: {
          'user-agent':
            'Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)',
        },
        becomes: 'prefetch',
      },
      {
        who: "Apple's Mail Privacy Protection",
        at: 's',
        headers: { 'user-agent': 'Mozilla/5.0' },
        becomes: 'prefetch',
      },
      {
        who: 'a letter that shows the picture of a page',
        at: 'e',
        headers: { 'user-agent': chrome },
        becomes: 'nothing',
        note: 'without a page of this site as its Referer the picture is no view of one',
      },
      {
        who: 'another site shows the picture',
        at: 'e',
        headers: { 'user-agent': chrome, referer: 'https://elsewhere.example/' },
        becomes: 'nothing',
      },
    ],
  },
  {
    title: 'Asked, not opened',
    lead: 'HEAD asks about a link and opens nothing, whoever asks.',
    rows: [
      { who: 'HEAD of a link', at: 's', method: 'HEAD', headers: { 'user-agent': chrome }, becomes: 'head' },
      {
        who: 'HEAD of a QR code',
        at: 'q',
        method: 'HEAD',
        headers: { 'user-agent': safari },
        becomes: 'head',
      },
      {
        who: 'HEAD of the picture',
        at: 'e',
        method: 'HEAD',
        headers: { 'user-agent': chrome, referer: 'HERE' },
        becomes: 'head',
      },
    ],
  },
  {
    title: 'Again',
    lead: 'The same person, place and kind within an hour. Answers to links and pictures are never kept (`no-store`), so that going back asks again or, from the back-forward cache, not at all.',
    rows: [
      { who: 'a double tap', at: 's', after: 1, headers: { 'user-agent': chrome }, becomes: 'repeat' },
      {
        who: 'the back button, or a reload',
        at: 'e',
        after: 1,
        headers: { 'user-agent': chrome, referer: 'HERE', 'cache-control': 'max-age=0' },
        becomes: 'repeat',
      },
      {
        who: 'the same QR code once more',
        at: 'q',
        after: 3,
        headers: { 'user-agent': safari },
        becomes: 'repeat',
      },
    ],
  },
  {
    title: 'Robots',
    lead: 'By `isbot` and a few names it does not know; the public list `crawler-user-agents` is a test.',
    rows: [
      agent('an agent that says nothing', '', 'bot'),
      agent('Googlebot', 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', 'bot'),
      agent('Bingbot', 'Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)', 'bot'),
      agent(
        'Bytespider',
        'Mozilla/5.0 (compatible; Bytespider; spider-feedback@bytedance.com) AppleWebKit/537.36',
        'bot',
      ),
      agent(
        'GPTBot',
        'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)',
        'bot',
      ),
      agent('curl', 'curl/8.5.0', 'bot'),
      agent('Python', 'python-requests/2.31.0', 'bot'),
      agent('Node', 'node', 'bot'),
      agent('a program on Android', 'Dalvik/2.1.0 (Linux; U; Android 9)', 'bot'),
      agent('a browser without a screen', chrome.replace('Chrome/', 'HeadlessChrome/'), 'bot'),
      {
        who: 'Chrome from a listed datacentre',
        at: 's',
        headers: { 'user-agent': windows },
        from: '2001:db8:bad:1::7',
        becomes: 'bot',
        note: 'listed in NETWORKS_FILE as `bot`',
      },
    ],
  },
  {
    title: 'Security scanners',
    lead: 'They follow the links of letters. Some name themselves; Safe Links, URL Defense and others dress as a browser and are known by their networks only, which change: list those you meet in NETWORKS_FILE. Names are as administrators of mail report them.',
    rows: [
      agent('Barracuda', 'Barracuda Sentinel (EE)', 'scanner'),
      agent('Mimecast', 'Mozilla/5.0 (compatible; Mimecast URL Protection)', 'scanner'),
      agent('Proofpoint', 'Mozilla/5.0 (compatible; Proofpoint URL Defense)', 'scanner'),
      agent('Cisco', 'CiscoSecureEmail/1.0', 'scanner'),
      agent('Trend Micro', 'TMES/1.0', 'scanner'),
      agent(
        'Defender and Outlook look at a link',
        'Mozilla/4.0 (compatible; ms-office; MSOffice 16)',
        'scanner',
      ),
      agent(
        'VirusTotal',
        'AppEngine-Google; (+http://code.google.com/appengine; appid: s~virustotalcloud)',
        'scanner',
      ),
      agent('Censys', 'Mozilla/5.0 (compatible; CensysInspect/1.1; +https://about.censys.io/)', 'scanner'),
      agent('zgrab', 'Mozilla/5.0 zgrab/0.x', 'scanner'),
      {
        who: 'Safe Links dressed as Chrome, from a listed network',
        at: 's',
        headers: { 'user-agent': windows },
        from: '198.51.100.40',
        becomes: 'scanner',
      },
      {
        who: 'the same from a network nobody has listed',
        at: 's',
        headers: { 'user-agent': windows },
        becomes: 'click',
        note: 'a known limit: nothing in the request tells it from a person',
      },
    ],
  },
  {
    title: 'Own staff',
    lead: 'Who is signed in at the desk, and networks of own offices: they try links out.',
    rows: [
      {
        who: 'somebody signed in follows a link',
        at: 's',
        headers: { 'user-agent': windows, cookie: 'theme=dark; jangkau.session_token=abc.def' },
        becomes: 'staff',
      },
      {
        who: 'somebody signed in looks at a page, over https',
        at: 'e',
        headers: {
          'user-agent': windows,
          referer: 'HERE',
          cookie: '__Secure-jangkau.session_token=abc.def',
        },
        becomes: 'staff',
      },
      {
        who: 'an office whose network is listed',
        at: 's',
        headers: { 'user-agent': windows },
        from: '203.0.113.25',
        becomes: 'staff',
      },
    ],
  },
  {
    title: 'Floods',
    lead: 'More than FLOOD_PER_MINUTE (300) new hits of one address (IPv6: /64) within a minute, whatever the agents; in the test five. The first ones have been counted. Each process counts for itself.',
    rows: [
      {
        who: 'the fifth new person of one address within a minute',
        at: 's',
        after: 4,
        disguised: true,
        headers: { 'user-agent': chrome },
        becomes: 'click',
      },
      {
        who: 'the sixth',
        at: 's',
        after: 5,
        disguised: true,
        headers: { 'user-agent': chrome },
        becomes: 'flood',
      },
      {
        who: 'a flood of one IPv6 network under ever new addresses',
        at: 's',
        after: 9,
        disguised: true,
        from: '2001:db8:f::',
        headers: { 'user-agent': safari },
        becomes: 'flood',
      },
    ],
  },
]
