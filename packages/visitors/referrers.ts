// Pages that visitors come from, as browsers send them (mostly the bare origin), each with the channel it stands for.
import type { channels } from '@clickstream/events/tables'

export interface Referrer {
  /** Null: typed, bookmarked, or an app that says nothing. */
  readonly url: string | null
  readonly channel: (typeof channels)[number]
  /** How common, against the others. */
  readonly weight: number
  /** Only there. */
  readonly os?: 'Android'
}

export const referrers: readonly Referrer[] = [
  { url: null, channel: 'direct', weight: 150 },
  ...list('search', [
    [60, 'https://www.google.com/'],
    [14, 'https://www.google.co.in/'],
    [8, 'https://www.google.de/'],
    [6, 'https://www.google.co.uk/'],
    [4, 'https://www.google.com.br/'],
    [14, 'https://www.bing.com/'],
    [8, 'https://duckduckgo.com/'],
    [4, 'https://search.yahoo.com/'],
    [3, 'https://yandex.ru/'],
    [2, 'https://www.ecosia.org/'],
    [2, 'https://search.brave.com/search?q=winter+boots'],
    [1, 'https://www.baidu.com/link?url=3gX8'],
  ]),
  ...list('social', [
    [40, 'https://t.co/'],
    [24, 'https://l.facebook.com/'],
    [14, 'https://lm.facebook.com/'],
    [22, 'https://l.instagram.com/'],
    [20, 'https://www.linkedin.com/'],
    [12, 'https://www.reddit.com/'],
    [3, 'https://old.reddit.com/r/BuyItForLife/comments/1q8x2k/boots_that_last/'],
    [12, 'https://www.youtube.com/'],
    [6, 'https://www.pinterest.com/'],
    [6, 'https://news.ycombinator.com/item?id=46123456'],
    [5, 'https://bsky.app/'],
    [4, 'https://www.tiktok.com/'],
    [4, 'https://web.whatsapp.com/'],
    [3, 'https://www.threads.com/'],
  ]),
  ...list('email', [
    [10, 'https://mail.google.com/'],
    [6, 'https://outlook.live.com/'],
    [5, 'https://outlook.office.com/'],
    [3, 'https://mail.yahoo.com/'],
    [1, 'https://mail.proton.me/'],
  ]),
  ...list('ai', [
    [9, 'https://chatgpt.com/'],
    [5, 'https://www.perplexity.ai/search/best-winter-boots-2026-kd82nf'],
    [3, 'https://gemini.google.com/'],
    [2, 'https://copilot.microsoft.com/'],
    [2, 'https://claude.ai/'],
    [1, 'https://chat.deepseek.com/'],
  ]),
  ...list('referral', [
    [8, 'https://github.com/'],
    [7, 'https://www.theguardian.com/'],
    [5, 'https://blog.example/2026/01/ten-gifts-under-50'],
    [4, 'https://forum.example:8443/t/what-did-you-buy/8812?page=2'],
    [3, 'https://www.news.example/tech'],
    [2, 'http://intranet.example/links'],
  ]),
  { url: 'android-app://com.google.android.gm/', channel: 'email', weight: 8, os: 'Android' },
  { url: 'android-app://com.google.android.googlequicksearchbox/', channel: 'search', weight: 10, os: 'Android' },
]

const channelByUrl = new Map(referrers.map(({ url, channel }) => [url, channel]))

/** The channel of a referrer of this list, null being direct; undefined for any other. */
export function channelOf(url: string | null): Referrer['channel'] | undefined {
  return channelByUrl.get(url)
}

function list(channel: Referrer['channel'], entries: readonly (readonly [number, string])[]): Referrer[] {
  return entries.map(([weight, url]) => ({ url, channel, weight }))
}
