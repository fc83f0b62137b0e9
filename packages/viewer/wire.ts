// What the viewer's server and its page say to one another. Types alone, so that the page bundles nothing of the server.
import type { DashboardVersionDefinition } from '@aws-sdk/client-quicksight'
import type { Answer, Receipt } from '@clickstream/query/engine'

/** GET /api/dashboards */
export interface DashboardList extends Place {
  readonly dashboards: readonly DashboardEntry[]
  /** IANA name of the zone that days are counted in unless the view says another. */
  readonly zone: string
}

/** What the commands that the page offers must name. */
export interface Place {
  /** Where a pipeline takes, or would take, events for this lake; null: at the viewer's own address. */
  readonly collector: string | null
  /** What commands end with to be about this lake: ` --data DIR`, or nothing. */
  readonly data: string
}

export interface DashboardEntry {
  /** The file's name without .ts. */
  readonly name: string
  readonly sheets: readonly { readonly id: string; readonly name: string }[]
}

/** GET /api/dashboards/NAME */
export interface DashboardAnswer {
  readonly name: string
  readonly definition: DashboardVersionDefinition
  readonly datasets: Readonly<Record<string, DataSetEntry>>
  /** Visuals that cannot be drawn, by VisualId, and why: subject, expectation, value. */
  readonly faults: Readonly<Record<string, string>>
}

export interface DataSetEntry {
  readonly title: string
  readonly about: string
  readonly columns: readonly { readonly name: string; readonly type: string }[]
}

/** One column of a tile's answer. */
export interface TileColumn {
  /**
   * FieldId in the visual's field well. With role other: whether the row stands for all beyond the limit of that well
   * (boolean), `__other`, and `__other_WELL` for the second one. Histograms: FieldId is where a bin begins, `__end` where it
   * ends, `__count` how many rows it has. Trends: `__time`.
   */
  readonly id: string
  readonly role: 'group' | 'value' | 'other'
  /** The well it stands in, as QuickSight calls it: Category, Values, Colors, Rows, Columns, GroupBy, Source … */
  readonly well: string
  /** For a person: the visual's own label, or the column's name in words. */
  readonly name: string
  /** The column or calculated field behind it. */
  readonly column: string
  readonly aggregation?: string
  /** SECOND MINUTE HOUR DAY WEEK MONTH QUARTER YEAR: of a time that is grouped. */
  readonly granularity?: string
  /** Athena's name of the type, of calculated numbers no more than its kind is sure. Times cut to a granularity are local to the view's zone, written without one. */
  readonly type: string
  /** The visual itself leaves out rows without a value here: a share of its total is one of those that are known. */
  readonly isKnown?: true
}

export interface TilePart {
  readonly columns: readonly TileColumn[]
  readonly rows: readonly (readonly Answer[])[]
  /** There would have been more rows than the limit let through. */
  readonly isCut: boolean
}

/** GET /api/tiles/DASHBOARD/VISUAL?STATE, also .csv and .parquet */
export interface TileAnswer {
  readonly parts: {
    readonly main: TilePart
    /** The same of the period before, where the view compares (or a KPI does) and the data set has a period. */
    readonly before?: TilePart
    /** What a sparkline is drawn from: a time and a value. */
    readonly trend?: TilePart
    /** One row without groups: the totals of a table, or what shares are of. */
    readonly total?: TilePart
  }
  /** First and last day or moment (ISO 8601) of the period, and of the one before. */
  readonly period?: {
    readonly from: string
    readonly to: string
    readonly before_from: string
    readonly before_to: string
  }
  /** Where a way down a time was taken: the unit that the rows are of, by its beginning on the clock in the view's zone. */
  readonly drilled?: { readonly value: string; readonly granularity: string }
  /** Parameters that are set but cannot filter this tile: its data set has no such column. */
  readonly unfiltered: readonly string[]
  readonly receipt: TileReceipt
}

/** What a tile rests on. Counts are of all its statements together. */
export interface TileReceipt extends Receipt {
  /** Athena SQL with its parameters written in: what `copy` copies, and what the SQL page opens. */
  readonly sql: string
  /** USD at Athena's price a TB, 10 MB at least for each statement. */
  readonly cost_usd: number
  /** Whether it was answered from the cache; elapsed_ms is of the time when it was made. */
  readonly is_cached: boolean
  /** The version of the lake that it was made of. */
  readonly data_version: string
  /** The data set's own days are UTC, whatever the view's zone. */
  readonly is_utc: boolean
}

/** GET /api/late?from=…&to=…: events of the period that arrived on a later day than they happened. */
export interface LateAnswer {
  readonly events: number
  readonly late: number
}

/** GET /api/controls/DASHBOARD/PARAMETER?STATE: what a control offers, the most frequent first. */
export interface ControlAnswer {
  readonly values: readonly { readonly value: string; readonly count: number | null }[]
  readonly isCut: boolean
}

/** GET /api/version, also as server-sent events at /api/version/live: the page asks again when it changes. */
export interface VersionAnswer {
  readonly data_version: string
  readonly complete_up_to: string | null
}

/** Every failure of /api: status 4xx or 5xx. */
export interface ErrorAnswer {
  /** Subject, expectation, value. */
  readonly error: string
  /** What to do about it. */
  readonly hint?: string
}
