// What the server and the page say to one another of the live counts. Types alone.
import type { EventCount, LinkCount, VisitorCount } from '@clickstream/live/counts'

/** GET /api/live/minutes: the minute that is, and the thirty before it, by when events arrived. */
export interface MinutesAnswer {
  /** False: nobody counts here, there is nothing to show. */
  readonly is_counted: boolean
  /** Every one of them, the last is the one that is, and not over. */
  readonly minutes: readonly MinuteEntry[]
  /** Of all these minutes, the most clicked first. */
  readonly links: readonly LinkCount[]
}

export interface MinuteEntry {
  /** Its beginning, ISO 8601. */
  readonly minute: string
  readonly events: readonly EventCount[]
  readonly visitors: readonly VisitorCount[]
  readonly rejected: number
  /** More visitors came than are told apart: they are at least so many. */
  readonly is_cut: boolean
}
