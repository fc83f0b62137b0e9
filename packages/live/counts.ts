// What is counted of a minute. All of it can be added up: over shards, over the parts of a shard, over minutes (but visitors).

/** Where what was beyond a bound is counted: a type or link that has no row of its own. */
export const REST = null

/** `all` are with bots and previews, `human` without. */
export type EventCount = readonly [app: string, event_type: string | typeof REST, all: number, human: number]
export type LinkCount = readonly [app: string, short_code: string | typeof REST, all: number, human: number]
export type VisitorCount = readonly [app: string, all: number, human: number]

export interface Counts {
  /** Events by app and type: what happens, and the steps of the store's funnel. */
  readonly events: readonly EventCount[]
  /** Clicks on links, the most clicked first. */
  readonly links: readonly LinkCount[]
  /** Different visitors within the minute. Records of one are all on one shard, so those of shards add up. */
  readonly visitors: readonly VisitorCount[]
  /** Records that break the contract; those that the collector sends past the stream are not among them. */
  readonly rejected: number
  /** More visitors came than are told apart: they are at least so many. */
  readonly is_cut: boolean
}

/** The counts of one minute that one shard had; several of them where the count had to begin anew in the middle. */
export interface Part {
  /** Beginning of the minute of arrival, ms since 1970. */
  readonly minute: number
  readonly shard: string
  /** The sequence number of its first record: who counts the same records again writes the same part. */
  readonly part: string
  readonly counts: Counts
}

/** A minute's counts together. */
export interface MinuteCounts extends Counts {
  readonly minute: number
}

/** Parts added up by their minutes, the earliest first. A minute without parts is not among them. */
export function sumParts(parts: readonly Part[]): MinuteCounts[] {
  const minutes = Map.groupBy(parts, ({ minute }) => minute)
  return [...minutes]
    .sort(([a], [b]) => a - b)
    .map(([minute, its]) => ({ minute, ...sumCounts(its.map(({ counts }) => counts)) }))
}

/** Counts added up; visitors only within one minute. */
export function sumCounts(all: readonly Counts[]): Counts {
  return {
    events: addRows(all.flatMap(({ events }) => events)),
    links: addRows(all.flatMap(({ links }) => links)).sort(byCount),
    visitors: addRows(
      all.flatMap(({ visitors }) => visitors.map(([app, all, human]) => [app, app, all, human] as const)),
    ).map(([app, , all, human]) => [app, all, human] as const),
    rejected: all.reduce((sum, { rejected }) => sum + rejected, 0),
    is_cut: all.some(({ is_cut }) => is_cut),
  }
}

/** The most first, what has no row of its own last. */
export function byCount(a: LinkCount, b: LinkCount): number {
  return Number(a[1] === REST) - Number(b[1] === REST) || b[3] - a[3] || b[2] - a[2]
}

/**
 * The most clicked links of every app: each app's first, each one's second, and so on, so that a busy app does not take a
 * quiet one's room; and those that were left out. Both the most clicked first.
 */
export function chooseLinks<Row extends LinkCount>(links: readonly Row[], most: number): { top: Row[]; others: Row[] } {
  const ranks = new Map<string, number>()
  const ranked = links.toSorted(byCount).map(row => {
    const rank = ranks.get(row[0]) ?? 0
    ranks.set(row[0], rank + 1)
    return { row, rank }
  })
  const rows = ranked.sort((a, b) => a.rank - b.rank).map(({ row }) => row)
  return { top: rows.slice(0, most).sort(byCount), others: rows.slice(most).sort(byCount) }
}

function addRows(rows: readonly EventCount[]): EventCount[] {
  const sums = new Map<string, [string, string | null, number, number]>()
  for (const [app, name, all, human] of rows) {
    const key = JSON.stringify([app, name])
    const sum = sums.get(key)
    if (sum === undefined) sums.set(key, [app, name, all, human])
    else {
      sum[2] += all
      sum[3] += human
    }
  }
  return [...sums.values()]
}
