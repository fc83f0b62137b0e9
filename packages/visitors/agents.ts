// User agents as they are really sent, each with what is true of it; the names are bowser's.
export interface Agent {
  readonly user_agent: string
  /** Null for programs: what they claim to run on is not a device. */
  readonly device_type: 'desktop' | 'mobile' | 'tablet' | 'tv' | null
  readonly os: string | null
  readonly browser: string | null
  readonly traffic: 'human' | 'bot' | 'preview'
  /** How common, against the others of its list. */
  readonly weight: number
}

type Device = NonNullable<Agent['device_type']>

const chromeEngine = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome'
const safariEngine = 'AppleWebKit/605.1.15 (KHTML, like Gecko)'
const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)'
const mac = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)'
const linux = 'Mozilla/5.0 (X11; Linux x86_64)'
const iphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X)'
const ipad = 'Mozilla/5.0 (iPad; CPU OS 18_7 like Mac OS X)'
const android = 'Mozilla/5.0 (Linux; Android 10; K)'
const galaxy = 'Mozilla/5.0 (Linux; Android 15; SM-S928B Build/AP3A.240905.015; wv)'

const chromes = '144 143 143 143 142 142 141 139'
const firefoxes = '147 146 146 145 140 128'
const safaris = '26.2 26.1 26.1 26.0 18.6 18.5 17.6'

// Weight, device, os, browser, the user agent with {v} for the version, versions (a repeated one is commoner).
// biome-ignore format: a table reads as a table
const desktops: readonly (readonly [number, Device, string, string, string, string])[] = [
  [46,  'desktop', 'Windows',   'Chrome',         `${windows} ${chromeEngine}/{v}.0.0.0 Safari/537.36`, chromes],
  [13,  'desktop', 'Windows',   'Microsoft Edge', `${windows} ${chromeEngine}/{v}.0.0.0 Safari/537.36 Edg/{v}.0.0.0`, chromes],
  [6,   'desktop', 'Windows',   'Firefox',        'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:{v}.0) Gecko/20100101 Firefox/{v}.0', firefoxes],
  [2,   'desktop', 'Windows',   'Opera',          `${windows} ${chromeEngine}/142.0.0.0 Safari/537.36 OPR/{v}.0.0.0`, '125 124'],
  [1,   'desktop', 'Windows',   'Yandex Browser', `${windows} ${chromeEngine}/140.0.0.0 YaBrowser/{v}.0.0 Safari/537.36`, '25.10 25.8'],
  [11,  'desktop', 'macOS',     'Chrome',         `${mac} ${chromeEngine}/{v}.0.0.0 Safari/537.36`, chromes],
  [12,  'desktop', 'macOS',     'Safari',         `${mac} ${safariEngine} Version/{v} Safari/605.1.15`, safaris],
  [1.5, 'desktop', 'macOS',     'Firefox',        'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:{v}.0) Gecko/20100101 Firefox/{v}.0', firefoxes],
  [0.7, 'desktop', 'macOS',     'Microsoft Edge', `${mac} ${chromeEngine}/{v}.0.0.0 Safari/537.36 Edg/{v}.0.0.0`, chromes],
  [2.5, 'desktop', 'Linux',     'Chrome',         `${linux} ${chromeEngine}/{v}.0.0.0 Safari/537.36`, chromes],
  [1.8, 'desktop', 'Linux',     'Firefox',        'Mozilla/5.0 (X11; Linux x86_64; rv:{v}.0) Gecko/20100101 Firefox/{v}.0', firefoxes],
  [0.7, 'desktop', 'Linux',     'Firefox',        'Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:{v}.0) Gecko/20100101 Firefox/{v}.0', firefoxes],
  [1.8, 'desktop', 'Chrome OS', 'Chrome',         `Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${chromeEngine}/{v}.0.0.0 Safari/537.36`, chromes],
  [0.5, 'tv',      'WebOS',     'WebOS Browser',  `Mozilla/5.0 (Web0S; Linux/SmartTV) ${chromeEngine}/{v} Safari/537.36 WebAppManager`, '108.0.5359.211 94.0.4606.128'],
]

// biome-ignore format: a table reads as a table
const mobiles: readonly (readonly [number, Device, string, string, string, string])[] = [
  [44,  'mobile', 'Android', 'Chrome',                       `${android} ${chromeEngine}/{v}.0.0.0 Mobile Safari/537.36`, chromes],
  [7,   'mobile', 'Android', 'Samsung Internet for Android', `${android} AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/{v}.0 Chrome/136.0.0.0 Mobile Safari/537.36`, '29 28 28 27'],
  [1.5, 'mobile', 'Android', 'Firefox',                      'Mozilla/5.0 (Android 15; Mobile; rv:{v}.0) Gecko/{v}.0 Firefox/{v}.0', firefoxes],
  [1,   'mobile', 'Android', 'Opera',                        `${android} ${chromeEngine}/142.0.0.0 Mobile Safari/537.36 OPR/{v}.0.0.0`, '93 92'],
  [0.8, 'mobile', 'Android', 'Microsoft Edge',               `${android} ${chromeEngine}/{v}.0.0.0 Mobile Safari/537.36 EdgA/{v}.0.0.0`, '143 142'],
  [0.8, 'mobile', 'Android', 'Miui',                         `Mozilla/5.0 (Linux; U; Android 14; en-gb; 23021RAA2Y Build/UKQ1.230804.001) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/135.0.7049.79 Mobile Safari/537.36 XiaoMi/MiuiBrowser/{v}-gn`, '14.50.0 14.45.0'],
  [3,   'mobile', 'Android', 'Chrome',                       `${galaxy} AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/143.0.7499.34 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/{v};]`, '539.0.0.54.69 538.0.0.53.70'],
  [3,   'mobile', 'Android', 'Chrome',                       `${galaxy} AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/143.0.7499.34 Mobile Safari/537.36 Instagram {v} Android (35/15; 450dpi; 1080x2115; samsung; SM-S928B; e3q; qcom; en_GB; 837453216)`, '408.0.0.51.77 407.0.0.55.243'],
  [24,  'mobile', 'iOS',     'Safari',                       `${iphone} ${safariEngine} Version/{v} Mobile/15E148 Safari/604.1`, safaris],
  [3,   'mobile', 'iOS',     'Chrome',                       `${iphone} ${safariEngine} CriOS/{v} Mobile/15E148 Safari/604.1`, '143.0.7499.92 142.0.7444.148'],
  [1.5, 'mobile', 'iOS',     'Google Search',                `${iphone} ${safariEngine} GSA/{v} Mobile/15E148 Safari/604.1`, '398.0.843120156 397.1.839571932'],
  [0.5, 'mobile', 'iOS',     'Firefox',                      `${iphone} ${safariEngine} FxiOS/{v}.0 Mobile/15E148 Safari/605.1.15`, '146 145'],
  [0.4, 'mobile', 'iOS',     'Microsoft Edge',               `${iphone} ${safariEngine} Version/18.0 EdgiOS/{v} Mobile/15E148 Safari/604.1`, '143.0.3650.75 142.0.3595.94'],
  [2,   'mobile', 'iOS',     'Safari',                       `${iphone} ${safariEngine} Mobile/15E148 Instagram {v} (iPhone16,1; iOS 18_7; en_GB; en-GB; scale=3.00; 1179x2556; IABMV/1; 837453216)`, '408.0.0.28.78 407.0.0.26.243'],
  [1.5, 'mobile', 'iOS',     'Safari',                       `${iphone} ${safariEngine} Mobile/22H20 [FBAN/FBIOS;FBAV/{v};FBBV/839434271;FBDV/iPhone15,3;FBMD/iPhone;FBSN/iOS;FBSV/18.7;FBSS/3;FBCR/;FBID/phone;FBLC/en_US;FBOP/80]`, '539.0.0.44.98'],
  [1.5, 'tablet', 'iOS',     'Safari',                       'Mozilla/5.0 (iPad; CPU OS {v} like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.7 Mobile/15E148 Safari/604.1', '17_7 16_7'],
  [0.7, 'tablet', 'iOS',     'Chrome',                       `${ipad} ${safariEngine} CriOS/{v} Mobile/15E148 Safari/604.1`, '143.0.7499.92 142.0.7444.148'],
  [2,   'tablet', 'Android', 'Chrome',                       `${android} ${chromeEngine}/{v}.0.0.0 Safari/537.36`, chromes],
  [0.7, 'tablet', 'Android', 'Samsung Internet for Android', `${android} AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/{v}.0 Chrome/136.0.0.0 Safari/537.36`, '29 28'],
  [0.3, 'tablet', 'Android', 'Firefox',                      'Mozilla/5.0 (Android 15; Tablet; rv:{v}.0) Gecko/{v}.0 Firefox/{v}.0', '146'],
  [0.4, 'tablet', 'Android', 'Amazon Silk',                  'Mozilla/5.0 (Linux; Android 11; KFTRWI) AppleWebKit/537.36 (KHTML, like Gecko) Silk/{v} like Chrome/130.0.6723.102 Safari/537.36', '130.5.1'],
]

/** Programs that fetch a shared link to show what is behind it. */
// biome-ignore format: a table reads as a table
const fetchers: readonly (readonly [number, string])[] = [
  [18, 'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)'],
  [24, 'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)'],
  [12, 'WhatsApp/2.23.20.0 A'],
  [6,  'WhatsApp/2.2587.9 W'],
  [14, 'Twitterbot/1.0'],
  [9,  'Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)'],
  [8,  'TelegramBot (like TwitterBot)'],
  [8,  'LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)'],
  // Messages on macOS and iOS.
  [12, 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_11_1) AppleWebKit/601.2.4 (KHTML, like Gecko) Version/9.0.1 Safari/601.2.4 facebookexternalhit/1.1 Facebot Twitterbot/1.0'],
  [5,  'Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5 skype-url-preview@microsoft.com'],
  [3,  'Mozilla/5.0 (compatible; Bluesky Cardyb/1.1; +mailto:support@bsky.app)'],
  [3,  'http.rb/5.3.1 (Mastodon/4.5.2; +https://mastodon.social/) Bot'],
]

/** Search engines, archives, models in training: they run pages as browsers do. */
// biome-ignore format: a table reads as a table
const spiders: readonly (readonly [number, string])[] = [
  [20, 'Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.7499.169 Mobile Safari/537.36 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)'],
  [8,  'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; Googlebot/2.1; +http://www.google.com/bot.html) Chrome/143.0.7499.169 Safari/537.36'],
  [14, 'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm) Chrome/136.0.0.0 Safari/537.36'],
  [5,  'Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)'],
  [4,  'Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)'],
  [5,  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_5) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/13.1.1 Safari/605.1.15 (Applebot/0.1; +http://www.apple.com/go/applebot)'],
  [8,  'Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)'],
  [6,  'Mozilla/5.0 (compatible; SemrushBot/7~bl; +http://www.semrush.com/bot.html)'],
  [3,  'Mozilla/5.0 (compatible; MJ12bot/v2.0.4; http://mj12bot.com/)'],
  [3,  'Mozilla/5.0 (compatible; DotBot/1.2; +https://opensiteexplorer.org/dotbot; help@moz.com)'],
  [4,  'Mozilla/5.0 (Linux; Android 7.0;) AppleWebKit/537.36 (KHTML, like Gecko) Mobile Safari/537.36 (compatible; PetalBot;+https://webmaster.petalsearch.com/site/petalbot)'],
  [9,  'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.3; +https://openai.com/gptbot)'],
  [6,  'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; ClaudeBot/1.0; +claudebot@anthropic.com)'],
  [4,  'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; PerplexityBot/1.0; +https://perplexity.ai/perplexitybot)'],
  [4,  'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; Amazonbot/0.1; +https://developer.amazon.com/support/amazonbot) Chrome/119.0.6045.214 Safari/537.36'],
  [4,  'Mozilla/5.0 (Linux; Android 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Mobile Safari/537.36 (compatible; Bytespider; https://zhanzhang.toutiao.com/)'],
  [2,  'CCBot/2.0 (https://commoncrawl.org/faq/)'],
  [4,  `${linux} AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/143.0.0.0 Safari/537.36`],
]

/** Programs that follow a link and run nothing on the page. */
// biome-ignore format: a table reads as a table
const scripts: readonly (readonly [number, string])[] = [
  [10, 'python-requests/2.32.5'],
  [8,  'curl/8.15.0'],
  [7,  'Go-http-client/2.0'],
  [4,  'Go-http-client/1.1'],
  [4,  'axios/1.12.2'],
  [2,  'Wget/1.25.0'],
  [3,  'Java/21.0.5'],
  [2,  'Apache-HttpClient/5.5 (Java/21.0.5)'],
  [2,  'Scrapy/2.13.3 (+https://scrapy.org)'],
  [2,  'python-httpx/0.28.1'],
  [2,  'Python/3.13 aiohttp/3.12.15'],
  [1,  'PostmanRuntime/7.48.0'],
  [6,  'Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)'],
  [3,  'Slackbot 1.0 (+https://api.slack.com/robots)'],
]

/** Browsers on computers (and television sets). */
export const desktopBrowsers: readonly Agent[] = desktops.flatMap(listVersions)
/** Browsers on phones and tablets. */
export const mobileBrowsers: readonly Agent[] = mobiles.flatMap(listVersions)
export const previewFetchers: readonly Agent[] = fetchers.map(program('preview'))
export const crawlers: readonly Agent[] = spiders.map(program('bot'))
export const scriptClients: readonly Agent[] = scripts.map(program('bot'))

export const agents: readonly Agent[] = [
  ...desktopBrowsers,
  ...mobileBrowsers,
  ...previewFetchers,
  ...crawlers,
  ...scriptClients,
]

const byUserAgent = new Map(agents.map(agent => [agent.user_agent, agent]))

/** What is true of a user agent of these lists; undefined for any other. */
export function agentOf(userAgent: string): Agent | undefined {
  return byUserAgent.get(userAgent)
}

function listVersions([weight, device_type, os, browser, template, list]: (typeof desktops)[number]): Agent[] {
  const versions = list.split(' ')
  return [...new Set(versions)].map(version => ({
    user_agent: template.replaceAll('{v}', version),
    device_type,
    os,
    browser,
    traffic: 'human',
    weight: (weight * versions.filter(each => each === version).length) / versions.length,
  }))
}

function program(traffic: 'bot' | 'preview') {
  return ([weight, user_agent]: readonly [number, string]): Agent => ({
    user_agent,
    device_type: null,
    os: null,
    browser: null,
    traffic,
    weight,
  })
}
