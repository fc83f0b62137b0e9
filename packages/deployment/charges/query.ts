// Athena: dashboards opened in our viewer or in QuickSight, by what their tiles read.
import { billBytes } from '@clickstream/query/price'
import { type Charge, charge } from '../charge.ts'
import { DAYS, type Load } from '../load.ts'
import { known } from '../measured.ts'

const TB = 1024 ** 4

/** Bytes that a tile reads of its period. */
export function tileBytes(load: Load): number {
  return load.events_per_day * known('period') * known('statement_bytes')
}

/** Bytes billed when a sheet is opened. */
export function viewBytes(load: Load): number {
  return load.events_per_day === 0 ? 0 : known('statements') * billBytes(tileBytes(load))
}

export function chargeQuery(load: Load): Charge[] {
  return [charge('athena_read', 'dashboards', (viewBytes(load) * load.views_per_day * DAYS) / TB)]
}
