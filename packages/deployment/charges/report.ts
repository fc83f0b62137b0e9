// QuickSight's seats, and our own viewer.
import { type Charge, charge, chargeFunction } from '../charge.ts'
import { DAYS, GIB, KIB, type Load, MILLION } from '../load.ts'
import { known } from '../measured.ts'
import type { Settings } from '../settings.ts'
import { sizes } from '../sizes.ts'

/** Seconds that the function waits for Athena, a tile. */
const TILE_SECONDS = 2
/** Bytes of a tile's answer, and of the page. */
const ANSWER = 20 * KIB
const PAGE = 500 * KIB

export function chargeReport(settings: Settings, load: Load): Charge[] {
  const { report } = settings
  const views = load.views_per_day * DAYS
  const tiles = views * known('statements')
  const seats =
    report.quicksight_principal === null
      ? []
      : [charge('quicksight_author', 'seats', load.authors), charge('quicksight_reader', 'seats', load.readers)]
  if (!report.viewer) return seats
  return [
    ...seats,
    ...chargeFunction('view', tiles + views, tiles * TILE_SECONDS, sizes.view.memory_mib),
    charge('cloudfront_request', 'requests to the viewer', (tiles + views * 5) / MILLION),
    charge('cloudfront_function', "the visitor's address told", (tiles + views * 5) / MILLION),
    charge('cloudfront_out', 'the viewer', (tiles * ANSWER + views * PAGE) / GIB),
  ]
}
