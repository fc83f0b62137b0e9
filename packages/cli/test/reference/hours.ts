// Hours unlike those of the weeks before.
import { orderBy } from './arithmetic.ts'
import type { Answer } from './csv.ts'
import type { Folder } from './folder.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const WEEK = 7 * DAY

export function anomalies({ all, from, to }: Folder, deviations = 3): Answer {
  const [since, until] = [Date.parse(from) - 8 * WEEK, Date.parse(to) + DAY]
  const asked = all.filter(event => event.is_human && event.occurred >= since && event.occurred < until)
  const newest = Math.max(...asked.map(event => Math.floor(event.occurred / HOUR) * HOUR))
  const rows = [...Map.groupBy(asked, event => event.app)].flatMap(([app, theirs]) => {
    const counts = new Map<number, number>()
    for (const { occurred } of theirs) {
      const hour = Math.floor(occurred / HOUR) * HOUR
      counts.set(hour, (counts.get(hour) ?? 0) + 1)
    }
    const first = Math.min(...counts.keys())
    const found = []
    for (let hour = Math.max(first, Date.parse(from)); hour <= newest; hour += HOUR) {
      const before: number[] = []
      for (let earlier = hour - WEEK; earlier >= first; earlier -= WEEK) before.push(counts.get(earlier) ?? 0)
      if (before.length < 3) continue
      const events = counts.get(hour) ?? 0
      const mean = before.reduce((sum, count) => sum + count, 0) / before.length
      const variance = before.reduce((sum, count) => sum + (count - mean) ** 2, 0) / (before.length - 1)
      const spread = Math.max(Math.sqrt(variance), Math.sqrt(Math.max(mean, 1)), mean / 10)
      if (Math.abs(events - mean) <= deviations * spread) continue
      const [low, high] = [Math.max(0, mean - deviations * spread), mean + deviations * spread]
      const written = `${new Date(hour).toISOString().slice(0, 13).replace('T', ' ')}:00:00.000`
      found.push([written, app, events, round(mean), round(low), round(high), round((events - mean) / spread)])
    }
    return found
  })
  const sorted = orderBy(rows, 1, 2).toSorted((a, b) => Math.abs(Number(b[6])) - Math.abs(Number(a[6])))
  return { columns: ['hour', 'app', 'events', 'usual', 'low', 'high', 'deviations'], rows: sorted.slice(0, 100) }
}

function round(x: number): number {
  return Math.round(x * 100) / 100
}
