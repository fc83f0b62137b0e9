// Segment's spec as tables: what of a message stands where among our fields. Maps, as names come from clients.

export interface Call {
  /** Our event_type; null: named by the message. */
  readonly type: string | null
  /** Where its properties are. */
  readonly body: 'properties' | 'traits'
  /** Keys of the message that are properties to us, and their names there. */
  readonly own?: ReadonlyMap<string, string>
}

const map = <T>(object: Readonly<Record<string, T>>): ReadonlyMap<string, T> => new Map(Object.entries(object))

/** The calls there are. */
export const CALLS = map<Call>({
  track: { type: null, body: 'properties' },
  page: { type: 'page_viewed', body: 'properties' },
  screen: { type: 'screen_viewed', body: 'properties' },
  identify: { type: 'user_identified', body: 'traits' },
  group: { type: 'group_identified', body: 'traits', own: map({ groupId: 'group_id' }) },
  alias: { type: 'user_aliased', body: 'properties', own: map({ previousId: 'previous_id' }) },
})

/** Event names (in snake case) that we call otherwise; the others of the e-commerce spec are ours as they are. */
export const NAMES = map({ products_searched: 'product_searched' })

/** Keys of a message that are fields. */
export const MESSAGE = map({
  messageId: 'event_id',
  timestamp: 'occurred_at',
  sentAt: 'sent_at',
  anonymousId: 'anonymous_id',
  userId: 'user_id',
})

/**
 * Keys of a message that are read elsewhere, or say only how Segment itself is to pass it on; and request_ip, the address
 * that RudderStack adds, which has no place in the lake.
 */
export const DROPPED: ReadonlySet<string> = new Set(
  'type event context originalTimestamp receivedAt integrations options _metadata writeKey projectId version request_ip'.split(
    ' ',
  ),
)

/** Keys of the context that are fields. */
export const CONTEXT = map({
  ip: 'ip',
  userAgent: 'user_agent',
  locale: 'language',
  timezone: 'timezone',
  sessionId: 'session_id',
})

/** Objects in the context, and which of their keys are fields; null: what page_url says already. */
export const CONTEXT_OBJECTS = map<ReadonlyMap<string, string | null>>({
  page: map({ url: 'page_url', title: 'page_title', referrer: 'referrer_url', path: null, search: null }),
  referrer: map({ url: 'referrer_url' }),
  campaign: map({
    name: 'utm_campaign',
    source: 'utm_source',
    medium: 'utm_medium',
    term: 'utm_term',
    content: 'utm_content',
  }),
  library: map({ name: 'sdk', version: 'sdk_version' }),
  location: map({ region: 'region', city: 'city' }),
})

/** A field and the properties it may be read from; the first that is there counts. */
type Sources = ReadonlyMap<string, readonly string[]>

/** What a page call says of the page itself. */
export const PAGE: Sources = map({ page_url: ['url'], page_title: ['title'], referrer_url: ['referrer'] })

const shared = {
  product_id: ['product_id', 'sku'],
  product_name: ['product_name'],
  category: ['category'],
  price: ['price'],
  currency: ['currency'],
  quantity: ['quantity'],
  value: ['total', 'revenue', 'value'],
  cart_id: ['cart_id', 'checkout_id'],
  order_id: ['order_id'],
  items: ['products', 'items'],
  search_query: ['search_query'],
  short_code: ['short_code'],
  destination_url: ['destination_url'],
  session_id: ['session_id'],
}
const product: Sources = map({ ...shared, product_name: ['product_name', 'name'] })
const others: Sources = map(shared)

const PROPERTIES = map<Sources>({
  product_searched: map({ ...shared, search_query: ['query', 'search_query'] }),
  product_viewed: product,
  product_clicked: product,
  product_added: product,
  product_removed: product,
  recommendation_clicked: product,
  // The spec gives a checkout no id but the order's to be.
  checkout_started: map({ ...shared, cart_id: ['cart_id', 'checkout_id', 'order_id'] }),
})

/** Which properties of a track call of this type are fields. */
export function propertiesOf(type: string): Sources {
  return PROPERTIES.get(type) ?? others
}

const SERVER = /(^|[/-])(analytics|rudder-sdk)[-.](node|python|ruby|go|java|php|net|rust|elixir)(?![a-z])/i

/** Whether an SDK runs on a server, where address, user agent and language of the connection are not the visitor's. */
export function isServerLibrary(sdk: unknown): boolean {
  return typeof sdk === 'string' && SERVER.test(sdk)
}
