// The tables that the jobs derive from events: each can be made again from them at any time.
import type { Table } from './field.ts'

const text = { kind: 'string', nullable: true, source: 'jobs' } as const
const time = { kind: 'timestamp', nullable: false, source: 'jobs' } as const
const count = { kind: 'integer', nullable: false, source: 'jobs' } as const
const money = { kind: 'decimal', source: 'jobs' } as const
const yes = { kind: 'boolean', nullable: false, source: 'jobs' } as const

const app = { ...text, name: 'app', nullable: false, meaning: 'The app.' } as const
const event_date = {
  ...text,
  name: 'event_date',
  nullable: false,
  meaning: 'The day the events happened (occurred_at), UTC, YYYY-MM-DD.',
} as const

const event_type = { ...text, name: 'event_type', nullable: false, meaning: 'What happened.' } as const
const traffic = { ...text, name: 'traffic', nullable: false, meaning: 'human, bot or preview.' } as const
const channel = { ...text, name: 'channel', meaning: 'How the visitors came.' } as const
const country = { ...text, name: 'country', meaning: 'ISO 3166 two-letter country.' } as const
const device_type = { ...text, name: 'device_type', meaning: 'desktop, mobile, tablet, tv or other.' } as const
const currency = {
  ...text,
  name: 'currency',
  meaning: 'ISO 4217 currency of revenue; null where there is none.',
} as const

/** What can be added up: over hours, days, or any of the columns beside them. Distinct visitors cannot, and are not here. */
const measures = [
  { ...count, name: 'events', meaning: 'Events.' },
  { ...count, name: 'orders', meaning: 'Orders completed; an order sent again on the same day counts once.' },
  { ...count, name: 'quantity', meaning: 'Sum of quantity; null counts as 0.' },
  { ...money, name: 'revenue', nullable: false, meaning: 'Value of the orders, in currency.' },
] as const

/** Visits: a visitor's events of one app with less than 30 idle minutes between them. */
export const sessions = {
  name: 'sessions',
  meaning: "Visits: a visitor's events of one app with less than 30 idle minutes between them, one row each.",
  // biome-ignore format: a table reads as a table
  fields: [
    { ...text, name: 'session_id', nullable: false, meaning: 'The visitor and the beginning: the same visit has the same id however often it is made.' },
    { ...text, name: 'visitor_id', nullable: false, meaning: 'anonymous_id, or user_id where the events have none.' },
    { ...text, name: 'user_id', meaning: 'The last user_id in the visit. For the person behind a visitor who logged in on another visit, join identities.' },
    { ...time, name: 'started_at', meaning: 'Its first event (occurred_at).' },
    { ...time, name: 'ended_at', meaning: 'Its last event.' },
    { ...count, name: 'duration_seconds', meaning: 'From the first event to the last, whole seconds; 0 for one event.' },
    { ...count, name: 'events', meaning: 'Its events.' },
    { ...count, name: 'pages', meaning: 'Its page_viewed events.' },
    { ...text, name: 'entry_page', meaning: 'page_path of its first event that has one.' },
    { ...text, name: 'exit_page', meaning: 'page_path of its last event that has one.' },
    { ...text, name: 'short_code', meaning: 'The short link of its first event that has one.' },
    { ...text, name: 'channel', meaning: 'How the visitor came: the channel of its first event that has one.' },
    { ...text, name: 'utm_source', meaning: 'Campaign source of its first event that has one.' },
    { ...text, name: 'utm_medium', meaning: 'Campaign medium of its first event that has one.' },
    { ...text, name: 'utm_campaign', meaning: 'Campaign name of its first event that has one.' },
    { ...text, name: 'referrer_host', meaning: 'The referrer\'s host of its first event that has one.' },
    { ...text, name: 'country', meaning: 'Country of its first event that has one.' },
    { ...text, name: 'device_type', meaning: 'Device of its first event that has one.' },
    { ...text, name: 'os', meaning: 'Operating system of its first event that has one.' },
    { ...text, name: 'browser', meaning: 'Browser of its first event that has one.' },
    { ...text, name: 'language', meaning: 'Language of its first event that has one.' },
    { ...yes, name: 'converted', meaning: 'Whether it has an order.' },
    { ...count, name: 'orders', meaning: 'Its orders; one sent again in the same visit counts once.' },
    { ...money, name: 'revenue', nullable: false, meaning: 'Value of its orders in currency; orders in others are counted and not added.' },
    { ...text, name: 'currency', meaning: 'Currency of its first order; null without one.' },
    { ...yes, name: 'is_bot', meaning: 'Whether any of its events is a bot\'s or a preview.' },
  ],
  partitions: [app, { ...text, name: 'session_date', nullable: false, meaning: 'The day it began, UTC, YYYY-MM-DD.' }],
} as const satisfies Table

/** Who an anonymous visitor turned out to be. */
export const identities = {
  name: 'identities',
  meaning:
    'Which users an anonymous visitor logged in as, one row each; the current one is the person behind all the visitor did, before too.',
  // biome-ignore format: a table reads as a table
  fields: [
    { ...text, name: 'anonymous_id', nullable: false, meaning: 'The visitor, as the browser or device knows itself.' },
    { ...text, name: 'user_id', nullable: false, meaning: 'The user it logged in as.' },
    { ...time, name: 'first_identified_at', meaning: 'The first event (occurred_at) with both.' },
    { ...time, name: 'last_identified_at', meaning: 'The last event with both.' },
    { ...yes, name: 'is_current', meaning: 'Whether this is the last user of that visitor: one row a visitor is.' },
  ],
  partitions: [app],
} as const satisfies Table

/** Short links as they are now. */
export const links = {
  name: 'links',
  meaning: 'Short links as link_created last described them, one row each, to join to events.',
  // biome-ignore format: a table reads as a table
  fields: [
    { ...text, name: 'short_code', nullable: false, meaning: 'The short link\'s code.' },
    { ...text, name: 'destination_url', meaning: 'Where it leads.' },
    { ...text, name: 'title', meaning: 'Its title: properties.title of link_created.' },
    { ...time, name: 'created_at', meaning: 'Its first link_created.' },
    { ...time, name: 'updated_at', meaning: 'Its last.' },
    { ...text, name: 'updated_by', nullable: false, meaning: 'The event_id of its last.' },
  ],
  partitions: [app],
} as const satisfies Table

/** Products as they are now. */
export const products = {
  name: 'products',
  meaning:
    'Products as events last described them, each column by the last event that has it, one row each, to join to events.',
  // biome-ignore format: a table reads as a table
  fields: [
    { ...text, name: 'product_id', nullable: false, meaning: 'The product.' },
    { ...text, name: 'product_name', meaning: 'Its name.' },
    { ...text, name: 'category', meaning: 'Its category.' },
    { ...money, name: 'price', nullable: true, meaning: 'Price of one, in currency.' },
    { ...text, name: 'currency', meaning: 'ISO 4217 currency of price, of the same event.' },
    { ...time, name: 'first_seen_at', meaning: 'Its first event.' },
    { ...time, name: 'updated_at', meaning: 'Its last.' },
    { kind: 'json', source: 'jobs', name: 'said_by', nullable: false, meaning: 'The event that product_name, category and price are of, each as its time and event_id: a later one takes its place.' },
  ],
  partitions: [app],
} as const satisfies Table

/** Counts by hour. */
export const rollups_hourly = {
  name: 'rollups_hourly',
  meaning: 'Counts by hour of what happened; every measure can be added up over any of the columns.',
  // biome-ignore format: a table reads as a table
  fields: [
    { ...time, name: 'hour_at', meaning: 'The beginning of the hour the events happened in, UTC.' },
    event_type, traffic, channel, country, device_type, currency, ...measures,
  ],
  partitions: [app, event_date],
} as const satisfies Table

/** Counts by day, in more detail. */
export const rollups_daily = {
  name: 'rollups_daily',
  meaning:
    'Counts by day of what happened, also by campaign, referrer, link and product; every measure can be added up over any of the columns.',
  // biome-ignore format: a table reads as a table
  fields: [
    event_type, traffic, channel, country, device_type,
    { ...text, name: 'utm_campaign', meaning: 'Campaign name.' },
    { ...text, name: 'referrer_host', meaning: 'The referrer\'s host.' },
    { ...text, name: 'short_code', meaning: 'The short link\'s code.' },
    { ...text, name: 'product_id', meaning: 'The product.' },
    currency, ...measures,
  ],
  partitions: [app, event_date],
} as const satisfies Table

export const derived = { sessions, identities, links, products, rollups_hourly, rollups_daily } as const
