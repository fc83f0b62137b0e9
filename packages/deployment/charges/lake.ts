// What lies in the lake, in the month after so many: the archive grows, and so do the tables.
import { type Charge, charge } from '../charge.ts'
import { DAYS, flowOf, GIB, KIB, type Load, MILLION } from '../load.ts'
import { known } from '../measured.ts'
import { schedules } from '../schedules.ts'
import type { Settings } from '../settings.ts'
import { sizes } from '../sizes.ts'
import { rawFiles } from './archive.ts'

/** S3 leaves smaller objects where they are. */
const MOVED_FROM = 128 * KIB
/** Days that what was replaced stays: one of grace, then as a version that is not current. */
const REPLACED_DAYS = 1 + sizes.bucket.noncurrent_days
/** How often sessions, the most of what is derived, are written anew in a day. */
const AGAIN = 1440 / schedules.find(({ job }) => job === 'sessions')!.every_minutes
/** Bytes of an item of the catalog. */
const ITEM = 500

export function chargeLake(settings: Settings, load: Load): Charge[] {
  const { archive } = settings
  const { events, landed_bytes, landed_files } = flowOf(settings, load)
  const kept_days = known('months') * DAYS
  const raw = events * known('raw')
  const files = rawFiles(settings, load)
  const isMoved = files > 0 && raw / files >= MOVED_FROM
  const archived = Math.min(kept_days, archive.expire_after_days ?? kept_days)
  const warm = isMoved ? Math.min(archived, archive.glacier_after_days) : archived
  const cold = archived - warm
  const tables = events * (known('compacted') + known('derived'))
  const replaced = landed_bytes + events * known('derived') * AGAIN * known('again')
  const stored = (kept_days * load.apps * 24 + 90 * (landed_files / load.apps)) * ITEM
  return [
    charge('s3_standard', 'tables', (tables * kept_days) / GIB),
    charge('s3_standard', 'raw archive', (raw * warm) / GIB),
    charge('s3_glacier', 'raw archive', (raw * cold) / GIB),
    ...(cold > 0 ? [charge('s3_move', 'raw archive', (files * DAYS) / MILLION)] : []),
    charge('s3_standard', 'replaced, not yet gone', (replaced * REPLACED_DAYS) / GIB),
    charge('dynamodb_kept', 'catalog', stored / GIB),
    charge('dynamodb_recovery', 'catalog', stored / GIB),
    charge('glue_object', 'partitions', (events === 0 ? 0 : kept_days * load.apps * 26) / MILLION),
    charge('glue_crawler', 'raw archive as a table', (DAYS / 7) * known('crawl')),
    charge('kms_key', 'the key', 1),
    // Of bucket keys a hundredth of the requests is left; the stream asks every five minutes a shard.
    charge('kms_request', 'bucket keys, stream', kmsRequests(settings, load) / MILLION),
  ]
}

function kmsRequests(settings: Settings, load: Load): number {
  const { shards, landed_files } = flowOf(settings, load)
  const objects = (landed_files * 3 + rawFiles(settings, load)) * DAYS
  return objects / 100 + shards * 12 * 24 * DAYS * 4
}
