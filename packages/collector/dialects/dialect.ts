import type { Reason } from '@clickstream/events/check'

/** What the collector sees of a request besides its body. */
export interface Facts {
  /** ms since 1970, by the collector's clock. */
  readonly received_at: number
  readonly ip?: string
  readonly user_agent?: string
  /** The Referer: the page that sent it. */
  readonly page_url?: string
  readonly language?: string
}

/** One message of a request: the event it makes, unchecked, or why it makes none. */
export type Converted =
  | {
      readonly event: unknown
      /** A server speaks for the visitor: the request's address, user agent and language are the server's. */
      readonly isRelayed?: boolean
      readonly reasons?: undefined
    }
  | { readonly reasons: readonly Reason[]; readonly event_id: unknown }

/** A request's body, opened. */
export interface Delivery {
  /** The messages as they were sent. */
  readonly messages: readonly unknown[]
  /** The body's key under which they stand; null when the body is the one message. */
  readonly list: string | null
  /** The client's clock at sending, as it was sent. */
  readonly sent_at: unknown
  /** Pure: the message in our words. */
  convert(message: unknown): Converted
}

/** A wire format. */
export interface Dialect {
  /** As the column `dialect` has it. */
  readonly name: string
  /** Its messages name no app, so that without a write key's there must be another. */
  readonly isAppless: boolean
  /** Pure; never throws, whatever the body. */
  open(body: unknown): Delivery | Reason[]
}

/** Whether a JSON value is an object and no array. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
