import { devices } from '@clickstream/events/tables'
import bowser from 'bowser'
import { isbot, isbotMatch } from 'isbot'
import { Recent } from './recent.ts'

export interface Agent {
  /** One string for every event with this user agent: cheap to keep, and to compare when the column is written. */
  readonly user_agent: string | null
  readonly device_type: (typeof devices)[number] | null
  readonly os: string | null
  readonly browser: string | null
  /** Major version. */
  readonly browser_version: string | null
  readonly traffic: 'human' | 'bot' | 'preview'
  /** What called it bot or preview, such as `preview:slack` or `bot:googlebot`. */
  readonly traffic_rule: string | null
}

/**
 * Programs that fetch a link to show what is behind it, because a person shared it: not a click, but a sign of one.
 * Names from their makers' documentation.
 */
const previews: readonly (readonly [name: string, agent: RegExp])[] = [
  ['slack', /Slackbot-LinkExpanding|Slack-ImgProxy/i],
  ['facebook', /facebookexternalhit|Facebot|facebookcatalog/i],
  ['twitter', /Twitterbot/i],
  ['whatsapp', /WhatsApp\//i],
  ['telegram', /TelegramBot/i],
  ['discord', /Discordbot/i],
  ['linkedin', /LinkedInBot/i],
  ['skype', /SkypeUriPreview/i],
  ['teams', /MicrosoftPreview|Microsoft Teams/i],
  ['pinterest', /Pinterestbot|Pinterest\/0\./i],
  ['reddit', /redditbot/i],
  ['signal', /Signal\/.*link-preview/i],
  ['viber', /^Viber/i],
  ['line', /^facebookexternalhit.*line-poker|line-poker/i],
  ['mastodon', /Mastodon\//i],
  ['bluesky', /Bluesky Cardyb|cardyb/i],
  ['iframely', /Iframely/i],
  ['embedly', /Embedly/i],
  ['vk', /vkShare/i],
  ['google-messages', /Google-PageRenderer|GoogleMessages/i],
]

const nobody: Agent = {
  user_agent: null,
  device_type: null,
  os: null,
  browser: null,
  browser_version: null,
  traffic: 'human',
  traffic_rule: null,
}

const seen = new Recent<Agent>(10_000)

/** What a user agent says of device and traffic; the last 10,000 are remembered, as parsing costs 14 µs. */
export function readAgent(userAgent: string | null): Agent {
  return userAgent === null ? nobody : seen.get(userAgent, parseAgent)
}

function parseAgent(userAgent: string): Agent {
  const { browser, os, platform } = bowser.parse(userAgent)
  const preview = previews.find(([, pattern]) => pattern.test(userAgent))
  const bot = preview === undefined && isbot(userAgent)
  return {
    user_agent: userAgent,
    device_type: deviceOf(platform.type, os.name),
    os: os.name ?? null,
    browser: browser.name || null,
    browser_version: browser.version?.split('.', 1)[0] || null,
    traffic: preview ? 'preview' : bot ? 'bot' : 'human',
    traffic_rule: preview ? `preview:${preview[0]}` : bot ? `bot:${ruleName(isbotMatch(userAgent))}` : null,
  }
}

function deviceOf(type: string | undefined, os: string | undefined): Agent['device_type'] {
  // The parser leaves Chromebooks without a type.
  if (type === undefined) return os === 'Chrome OS' ? 'desktop' : null
  return devices.find(device => device === type) ?? 'other'
}

/** The part of the user agent that gave it away, as a short stable name. */
function ruleName(match: string | null): string {
  const name = (match ?? 'unnamed').toLowerCase().replace(/[^a-z0-9]+/g, '-')
  return name.replace(/^-|-$/g, '').slice(0, 40) || 'pattern'
}
