// The transform: the function, what it writes, and what the catalog is asked.
import { ofBatch, ofPartition } from '../calls.ts'
import { type Charge, charge, chargeFunction } from '../charge.ts'
import { DAYS, flowOf, type Load, MILLION, paceOf } from '../load.ts'
import { known } from '../measured.ts'
import type { Settings } from '../settings.ts'

export function chargeTransform(settings: Settings, load: Load): Charge[] {
  const { memory_mib } = settings.transform
  const { events, batches, landed_files } = flowOf(settings, load)
  const runs = batches * DAYS
  const seconds = runs * known('batch_wait') + (events * DAYS) / paceOf(known('transform_rate'), memory_mib, 1)
  const batch = ofBatch(load.apps)
  const partitions = events === 0 ? 0 : load.apps * 24 * DAYS
  return [
    ...chargeFunction('transform', runs, seconds, memory_mib),
    charge('s3_put', 'files that land', (landed_files * DAYS) / MILLION),
    charge('dynamodb_read', 'catalog, of batches', (runs * batch.reads) / MILLION),
    charge('dynamodb_write', 'catalog, of batches', (runs * batch.writes + partitions * ofPartition.writes) / MILLION),
    charge('glue_request', 'mirror of new partitions', (partitions * ofPartition.glue) / MILLION),
  ]
}
