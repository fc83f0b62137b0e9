// How a visitor came: by what the campaign says, by a click id in the URL, or by the host they came from.
import type { channels } from '@clickstream/events/tables'
import { Recent } from './recent.ts'

export type Channel = (typeof channels)[number]

/** utm_medium, lower case → channel; what is not here is `other`. */
const media: Readonly<Record<string, Channel>> = {
  cpc: 'paid',
  ppc: 'paid',
  cpm: 'paid',
  cpa: 'paid',
  paid: 'paid',
  paidsearch: 'paid',
  paid_search: 'paid',
  paid_social: 'paid',
  paidsocial: 'paid',
  display: 'paid',
  banner: 'paid',
  retargeting: 'paid',
  email: 'email',
  'e-mail': 'email',
  newsletter: 'email',
  social: 'social',
  'social-media': 'social',
  social_media: 'social',
  sm: 'social',
  organic: 'search',
  search: 'search',
  referral: 'referral',
  affiliate: 'referral',
  partner: 'referral',
  ai: 'ai',
}

/** Parameters that ad networks add to the links they were paid for. */
const clickIds = new Set(['gclid', 'gbraid', 'wbraid', 'msclkid', 'ttclid', 'twclid', 'li_fat_id'])

/**
 * Hosts, without www.; a sub-domain belongs to its parent unless it is named itself. Android apps name themselves as the
 * host: android-app://com.google.android.gm/.
 */
const hosts: readonly (readonly [Channel, string])[] = [
  [
    'search',
    'bing.com duckduckgo.com yahoo.com yandex.com yandex.ru baidu.com ecosia.org search.brave.com qwant.com startpage.com naver.com seznam.cz kagi.com com.google.android.googlequicksearchbox',
  ],
  [
    'social',
    'facebook.com fb.com instagram.com t.co twitter.com x.com linkedin.com lnkd.in pinterest.com reddit.com tiktok.com youtube.com youtu.be threads.net threads.com bsky.app mastodon.social vk.com weibo.com news.ycombinator.com whatsapp.com wa.me t.me telegram.org discord.com snapchat.com quora.com tumblr.com com.facebook.katana com.twitter.android com.linkedin.android com.instagram.android com.reddit.frontpage org.telegram.messenger com.whatsapp',
  ],
  [
    'email',
    'mail.google.com outlook.live.com outlook.office.com outlook.office365.com mail.yahoo.com mail.proton.me mail.zoho.com mail.ru com.google.android.gm com.microsoft.office.outlook com.yahoo.mobile.client.android.mail',
  ],
  [
    'ai',
    'chatgpt.com chat.openai.com perplexity.ai claude.ai gemini.google.com copilot.microsoft.com chat.deepseek.com you.com chat.mistral.ai grok.com meta.ai',
  ],
]

const byHost = new Map(hosts.flatMap(([channel, names]) => names.split(' ').map(name => [name, channel] as const)))
const known = new Recent<Channel>(10_000)

/** Whether a query is worth reading for the campaign at all. */
export function mayNameCampaign(query: string): boolean {
  return query.includes('utm_') || query.includes('clid') || query.includes('braid') || query.includes('li_fat_id')
}

/** Whether a query parameter matters to the channel or the campaign. */
export function isCampaignParameter(name: string): boolean {
  return name.startsWith('utm_') || clickIds.has(name)
}

export function chooseChannel(facts: {
  readonly utm_medium: string | null
  readonly utm_source: string | null
  readonly parameters: ReadonlyMap<string, string> | null
  readonly page_host: string | null
  readonly referrer_host: string | null
}): Channel {
  if (facts.utm_medium !== null) return media[facts.utm_medium.toLowerCase()] ?? 'other'
  if (facts.parameters !== null) for (const name of facts.parameters.keys()) if (clickIds.has(name)) return 'paid'
  if (facts.utm_source !== null) return 'other'
  if (facts.referrer_host === null) return 'direct'
  if (facts.referrer_host === facts.page_host) return 'internal'
  return known.get(facts.referrer_host, lookUp)
}

function lookUp(host: string): Channel {
  for (let rest = host; ; rest = rest.slice(rest.indexOf('.') + 1)) {
    const channel = byHost.get(rest)
    if (channel !== undefined) return channel
    if (!rest.includes('.')) break
  }
  // google.de, google.co.uk and the others are as much a search as google.com.
  return /(^|\.)google\.[a-z]{2,3}(\.[a-z]{2})?$/.test(host) ? 'search' : 'referral'
}
