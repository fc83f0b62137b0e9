// The lake's tables as the generator knows them: columns by type, what no two rows share, what joins to what.
import { tables } from '@clickstream/events/tables'
import type { Random } from './random.ts'
import type { Column } from './scope.ts'

type Name =
  | 'events'
  | 'sessions'
  | 'identities'
  | 'links'
  | 'products'
  | 'rollups_hourly'
  | 'rollups_daily'
  | 'rejected'

const types = {
  string: 'varchar',
  json: 'varchar',
  timestamp: 'timestamp',
  decimal: 'decimal',
  integer: 'integer',
  bigint: 'bigint',
  boolean: 'boolean',
} as const

const keys: Readonly<Record<Name, readonly string[] | undefined>> = {
  events: ['event_id'],
  sessions: ['session_id'],
  identities: ['app', 'anonymous_id', 'user_id'],
  links: ['app', 'short_code'],
  products: ['app', 'product_id'],
  rollups_hourly: undefined,
  rollups_daily: undefined,
  rejected: undefined,
}

/** Columns of the same meaning: `on` a pair each. */
export const joins: readonly { left: Name; right: Name; pairs: readonly (readonly [string, string])[] }[] = [
  { left: 'events', right: 'products', pairs: [['app', 'app'], ['product_id', 'product_id']] },
  { left: 'events', right: 'links', pairs: [['app', 'app'], ['short_code', 'short_code']] },
  { left: 'events', right: 'links', pairs: [['short_code', 'short_code']] },
  { left: 'events', right: 'identities', pairs: [['app', 'app'], ['anonymous_id', 'anonymous_id']] },
  { left: 'sessions', right: 'identities', pairs: [['app', 'app'], ['visitor_id', 'anonymous_id']] },
  { left: 'sessions', right: 'links', pairs: [['short_code', 'short_code']] },
  { left: 'products', right: 'products', pairs: [['category', 'category'], ['currency', 'currency']] },
  { left: 'links', right: 'links', pairs: [['short_code', 'short_code']] },
  { left: 'identities', right: 'identities', pairs: [['anonymous_id', 'anonymous_id']] },
] // biome-ignore format: a table reads as a table

const coarse =
  /^(app|event_type|channel|country|device_type|os|browser|traffic|currency|category|language|quantity|reason_code|field|is_\w+|converted|pages|orders|utm_\w+|dialect|received_hour|event_date|timezone|time_source)$/

const picked: readonly Name[] = [
  ...(['events', 'events', 'events', 'sessions', 'sessions', 'links', 'products', 'products'] as const),
  ...(['identities', 'rollups_hourly', 'rollups_daily', 'rejected'] as const),
]

export interface Table {
  readonly name: Name
  readonly columns: readonly Column[]
  readonly key: readonly string[] | undefined
  /** So many rows at most, and few files read. */
  readonly filter: string | undefined
}

export function pickTable(random: Random): Table {
  return takeTable(random, random.pick(picked), '')
}

/** A table whose columns are written after a prefix such as `e.`. */
export function takeTable(random: Random, name: Name, prefix: string): Table {
  const { fields, partitions } = tables[name]
  const columns = [...fields, ...partitions].map((field): Column => {
    const column = { text: `${prefix}${field.name}`, type: types[field.kind], isCoarse: coarse.test(field.name) }
    // Not what was rejected: which of its bad texts is told is a matter of the order of rows.
    if (field.kind === 'json') return { ...column, holds: 'jsontext' }
    return field.name.endsWith('_url') ? { ...column, holds: 'url' } : column
  })
  const key = keys[name]?.map(each => `${prefix}${each}`)
  return {
    name,
    columns: columns.filter(({ text }) => !/region|city$/.test(text)),
    key,
    filter: makeFilter(random, name, prefix),
  }
}

function makeFilter(random: Random, name: Name, prefix: string): string | undefined {
  if (name === 'events') {
    const hour = String(random.below(22)).padStart(2, '0')
    const next = String(Number(hour) + 1).padStart(2, '0')
    const hours = random.chance(0.5) ? `= '${hour}'` : `between '${hour}' and '${next}'`
    const app = random.pick([
      '',
      `${prefix}app = 'store' and `,
      `${prefix}app = 'shortener' and `,
      `${prefix}app in ('store', 'shortener') and `,
    ])
    return `${app}${prefix}received_date = '2026-01-15' and ${prefix}received_hour ${hours}`
  }
  const day = random.pick(['2026-01-14', '2026-01-16'])
  if (name === 'sessions')
    return `${prefix}session_date = '${day}' and ${prefix}${random.pick(['pages > 0', "country = 'US'", "app = 'store'"])}`
  if (name.startsWith('rollups'))
    return `${prefix}event_date = '${day}' and ${prefix}${random.pick(["channel = 'direct'", "country = 'US'", "traffic = 'bot'"])}`
  return undefined
}
