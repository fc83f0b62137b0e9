// The one truth: every table, field by field. Adding a column is one line here.
import { derived } from './derived.ts'
import type { Row, Table } from './field.ts'
import { system } from './system.ts'

/** Goes up when an event that was accepted would be rejected, or the other way round. */
export const CONTRACT_VERSION = '1'

const text = { kind: 'string', nullable: true, source: 'client' } as const
const made = { kind: 'string', nullable: true, source: 'transform', repetitive: true } as const
const money = { kind: 'decimal', nullable: true, source: 'client', range: [0, 99_999_999_999.9999] } as const
const repetitive = true

export const SLUG = {
  regexp: /^[a-z][a-z0-9-]{0,63}$/,
  words: 'a lower-case slug of letters, digits and hyphens, 1 to 64 long',
} as const
const snake = {
  regexp: /^[a-z][a-z0-9_]{0,63}$/,
  words: 'a snake_case name of 1 to 64 letters, digits and underscores',
} as const
const currency = { regexp: /^[A-Z]{3}$/, words: 'an ISO 4217 code such as EUR' } as const

export const channels = ['direct', 'search', 'social', 'email', 'paid', 'referral', 'internal', 'ai', 'other'] as const
export const devices = ['desktop', 'mobile', 'tablet', 'tv', 'other'] as const

const received_date = {
  name: 'received_date',
  kind: 'string',
  nullable: false,
  source: 'transform',
  meaning: 'The day of arrival, UTC, YYYY-MM-DD.',
} as const

/** Events that kept the contract, one row each. */
export const events = {
  name: 'events',
  meaning: 'Events that kept the contract, one row each.',
  // biome-ignore format: a table reads as a table
  fields: [
    { ...text, name: 'event_id', nullable: false, max: 128, meaning: 'The idempotency key: two events of one app with one event_id are one event.' },
    { ...text, name: 'event_type', nullable: false, max: 64, pattern: snake, repetitive, meaning: 'What happened, such as link_clicked; a known type or a custom one.' },
    { name: 'occurred_at', kind: 'timestamp', nullable: false, source: 'client', meaning: 'When it happened, corrected for a wrong client clock; never later than received_at.' },
    { name: 'received_at', kind: 'timestamp', nullable: false, source: 'collector', meaning: 'When the collector had it.' },
    { name: 'sent_at', kind: 'timestamp', nullable: true, source: 'client', meaning: 'When the client sent it, by the client\'s own clock.' },
    { ...made, name: 'time_source', nullable: false, values: ['client', 'corrected', 'received'], meaning: 'Where occurred_at comes from: the client\'s clock, that clock corrected by sent_at, or the arrival.' },
    { ...text, name: 'anonymous_id', max: 128, meaning: 'The visitor, as the browser or device knows itself.' },
    { ...text, name: 'user_id', max: 128, meaning: 'The person, once they have logged in.' },
    { ...text, name: 'session_id', max: 128, meaning: 'The session, as the client counts it.' },
    { ...text, name: 'page_url', max: 4096, meaning: 'The page it happened on.' },
    { ...made, name: 'page_host', meaning: 'The host of page_url, lower case, without www.' },
    { ...made, name: 'page_path', repetitive: false, meaning: 'The path of page_url, without query and fragment.' },
    { ...text, name: 'page_title', max: 512, meaning: 'The title of the page.' },
    { ...text, name: 'referrer_url', max: 4096, meaning: 'The page the visitor came from.' },
    { ...made, name: 'referrer_host', meaning: 'The host of referrer_url, lower case, without www.' },
    { ...made, name: 'channel', values: channels, meaning: 'How the visitor came: direct, search, social, email, paid, referral, internal, ai or other.' },
    { ...text, name: 'utm_source', max: 256, repetitive, meaning: 'Campaign source, sent or read from page_url.' },
    { ...text, name: 'utm_medium', max: 256, repetitive, meaning: 'Campaign medium, sent or read from page_url.' },
    { ...text, name: 'utm_campaign', max: 256, repetitive, meaning: 'Campaign name, sent or read from page_url.' },
    { ...text, name: 'utm_term', max: 256, repetitive, meaning: 'Campaign term, sent or read from page_url.' },
    { ...text, name: 'utm_content', max: 256, repetitive, meaning: 'Campaign content, sent or read from page_url.' },
    { ...text, name: 'user_agent', max: 1024, repetitive, meaning: 'The browser\'s own description of itself.' },
    { ...made, name: 'device_type', values: devices, meaning: 'desktop, mobile, tablet, tv or other, from user_agent.' },
    { ...made, name: 'os', meaning: 'Operating system, from user_agent.' },
    { ...made, name: 'browser', meaning: 'Browser, from user_agent.' },
    { ...made, name: 'browser_version', meaning: 'Browser major version, from user_agent.' },
    { ...made, name: 'traffic', nullable: false, values: ['human', 'bot', 'preview'], meaning: 'human, bot (crawlers, scripts) or preview (a chat or mail program fetching a link preview).' },
    { ...made, name: 'traffic_rule', meaning: 'The rule that called it bot or preview; null for human.' },
    { ...made, name: 'country', meaning: 'ISO 3166 two-letter country of the IP, which is then dropped.' },
    { ...text, name: 'region', max: 128, repetitive, meaning: 'Region, as the sender says.' },
    { ...text, name: 'city', max: 128, repetitive, meaning: 'City, as the sender says.' },
    { ...text, name: 'timezone', max: 64, repetitive, meaning: 'The visitor\'s IANA time zone.' },
    { ...text, name: 'language', max: 64, repetitive, meaning: 'The visitor\'s language, a BCP 47 tag such as en-GB.' },
    { ...text, name: 'short_code', max: 128, repetitive, meaning: 'The short link\'s code.' },
    { ...text, name: 'destination_url', max: 4096, repetitive, meaning: 'Where the short link leads.' },
    { ...text, name: 'product_id', max: 128, repetitive, meaning: 'The product.' },
    { ...text, name: 'product_name', max: 512, repetitive, meaning: 'The product\'s name at that moment.' },
    { ...text, name: 'category', max: 256, repetitive, meaning: 'The product\'s category.' },
    { ...money, name: 'price', meaning: 'Price of one, in currency.' },
    { ...text, name: 'currency', pattern: currency, max: 3, repetitive, meaning: 'ISO 4217 currency of price and value.' },
    { name: 'quantity', kind: 'integer', nullable: true, source: 'client', range: [0, 1_000_000], meaning: 'How many.' },
    { ...money, name: 'value', meaning: 'What the whole event is worth, in currency: an order\'s total.' },
    { ...text, name: 'cart_id', max: 128, meaning: 'The cart.' },
    { ...text, name: 'order_id', max: 128, meaning: 'The order.' },
    { name: 'items', kind: 'json', nullable: true, source: 'client', max: 32_768, meaning: 'The products of an order or cart, a JSON array.' },
    { ...text, name: 'search_query', max: 512, meaning: 'What the visitor searched for.' },
    { name: 'properties', kind: 'json', nullable: true, source: 'client', max: 32_768, meaning: 'What the contract does not name, a JSON object.' },
    { ...made, name: 'dialect', source: 'collector', nullable: false, meaning: 'The wire format it came in: events, segment, pixel, import …' },
    { ...text, name: 'sdk', max: 128, repetitive, meaning: 'The library that sent it.' },
    { ...text, name: 'sdk_version', max: 64, repetitive, meaning: 'That library\'s version.' },
    { ...made, name: 'contract_version', nullable: false, meaning: 'The version of this contract it was checked against.' },
  ],
  // biome-ignore format: a table reads as a table
  partitions: [
    { name: 'app', kind: 'string', nullable: false, source: 'client', pattern: SLUG, max: 64, meaning: 'The app that sent it: shortener, store, or one of yours.' },
    received_date,
    { name: 'received_hour', kind: 'string', nullable: false, source: 'transform', meaning: 'The hour of arrival, UTC, 00 to 23.' },
  ],
} as const satisfies Table

/** Events that broke the contract, kept whole with the reasons. */
export const rejected = {
  name: 'rejected',
  meaning: 'Events that broke the contract, kept whole with the reasons; they can be mended and replayed.',
  // biome-ignore format: a table reads as a table
  fields: [
    { name: 'received_at', kind: 'timestamp', nullable: false, source: 'collector', meaning: 'When the collector had it.' },
    { ...made, name: 'app', meaning: 'The app it came from, where that is known.' },
    { ...made, name: 'dialect', meaning: 'The wire format it came in.' },
    { ...made, name: 'event_id', repetitive: false, meaning: 'Its event_id, where it has one.' },
    { ...made, name: 'reason_code', nullable: false, meaning: 'The kind of fault: not_json, missing, wrong_type, too_long, out_of_range, malformed, unknown_app, too_large …' },
    { ...made, name: 'field', meaning: 'The field at fault, where it is one field.' },
    { ...made, name: 'reason', nullable: false, meaning: 'What was expected and what came, for a person to read.' },
    { ...made, name: 'payload', nullable: false, repetitive: false, meaning: 'The original text, whole.' },
    { ...made, name: 'contract_version', nullable: false, meaning: 'The version of this contract it was checked against.' },
  ],
  partitions: [received_date],
} as const satisfies Table

/** Every table of the lake, by name: what arrived, then what the jobs derive from it. */
export const tables = { events, rejected, ...derived } as const

/** Every table that SQL can ask for: the lake's, and what the pipeline knows of itself. */
export const queryable = { ...tables, ...system } as const

export type EventRow = Row<typeof events>
export type RejectedRow = Row<typeof rejected>

/** The event types we know, and the fields each cannot do without. Any other snake_case name is a custom event. */
export const eventTypes: Readonly<Record<string, readonly (keyof EventRow)[]>> = {
  link_created: ['short_code', 'destination_url'],
  link_clicked: ['short_code', 'destination_url'],
  page_viewed: ['page_url'],
  product_searched: ['search_query'],
  product_viewed: ['product_id'],
  product_added: ['product_id'],
  product_removed: ['product_id'],
  cart_viewed: ['cart_id'],
  checkout_started: ['cart_id'],
  order_completed: ['order_id', 'value', 'currency'],
  order_refunded: ['order_id'],
  recommendation_clicked: ['product_id'],
  user_identified: ['user_id'],
}
