// What the archive's records became, held against what the lake has: which of the new rows count, which of the lake's rows
// the archive knows nothing of, and which partitions come out different.
import type { Table } from '@clickstream/events/field'
import { events, rejected } from '@clickstream/events/tables'
import { WINDOW_HOURS } from '@clickstream/transform/repeats'
import type { Workshop } from '../duckdb.ts'
import { DROPPED, HOURS, hashOf, type Place, rowsBefore, rowsOf, UNHELD } from './place.ts'

export interface Compared {
  readonly place: Place
  readonly before: number
  readonly after: number
  readonly is_same: boolean
}

export interface Counts {
  /** Rows of records whose event_id came before. */
  readonly repeated: number
  /** Rows of the lake that the archive does not hold: they stay as they are. */
  readonly unheld: number
}

const HOUR_OF_PARTITION = `cast(epoch(cast(received_date || ' ' || received_hour || ':00:00' as timestamp)) / 3600 as bigint)`
const ids: Pick<Table, 'fields' | 'partitions'> = {
  fields: events.fields.filter(({ name }) => name === 'event_id'),
  partitions: events.partitions,
}

/** Bytes of the lake's files looked at in one statement. */
const GROUP_BYTES = 32 * 1024 * 1024
/** As `sides` names a partition. */
const EVENTS_KEY = `app || ' ' || received_date || ' ' || received_hour`
const REJECTED_KEY = 'received_date'

/** Works in tables of the workshop's, which those who write the next versions read. */
export class Comparison {
  readonly #workshop: Workshop

  constructor(workshop: Workshop) {
    this.#workshop = workshop
  }

  /**
   * Looks at all places. Which rows come twice, and which the archive does not hold, is in the workshop's tables DROPPED
   * and UNHELD until the next call.
   * @param held paths, see HELD · around: paths of the lake's hours around, whose event_ids count as well
   */
  async compare(
    hours: readonly number[],
    places: readonly Place[],
    held: readonly string[],
    around: readonly string[],
    signal?: AbortSignal,
  ): Promise<Compared[]> {
    const days = places.filter(({ table }) => table === rejected)
    const ofEvents = places.filter(({ table }) => table === events)
    await this.#begin(hours, pathsOf(days).raw, held)
    for (const group of groupPlaces(days)) await this.#addRejected(pathsOf(group))
    for (const group of groupPlaces(ofEvents)) {
      signal?.throwIfAborted()
      await this.#addEvents(pathsOf(group))
    }
    if ((await this.#workshop.count('news')) > 0) await this.#sift(pathsOf(ofEvents).raw, around)
    await this.#workshop.run(`insert into sides select key, 'after', count(*), sum(row_hash) from news group by key`)
    const rows = await this.#workshop.json(`
      select key, cast(coalesce(sum(rows) filter (side = 'before'), 0) as double) as before,
        cast(coalesce(sum(rows) filter (side = 'after'), 0) as double) as after,
        coalesce(sum(total) filter (side = 'before'), 0) = coalesce(sum(total) filter (side = 'after'), 0) as is_equal
      from sides group by key`)
    const byKey = new Map(rows.map(row => [row.key, row]))
    return places.map(place => {
      const { before = 0, after = 0, is_equal = true } = byKey.get(keyOf(place)) ?? {}
      return { place, before: Number(before), after: Number(after), is_same: before === after && is_equal === true }
    })
  }

  async counts(): Promise<Counts> {
    return { repeated: await this.#workshop.count(DROPPED), unheld: await this.#workshop.count(UNHELD) }
  }

  async #begin(hours: readonly number[], raw: readonly string[], held: readonly string[]): Promise<void> {
    await this.#workshop.run(`
      create or replace temp table ${HOURS} as select unnest([${hours.join(', ')}]::bigint[]) as hour;
      create or replace temp table ${DROPPED} (filename varchar, file_row_number bigint);
      create or replace temp table ${UNHELD} (filename varchar, file_row_number bigint, app varchar, event_id varchar,
        hour bigint);
      create or replace temp table news (key varchar, filename varchar, file_row_number bigint, app varchar,
        event_id varchar, hour bigint, row_hash ubigint);
      create or replace temp table sides (key varchar, side varchar, rows bigint, total hugeint);
      create or replace temp table raw_rejected as
        select event_id, received_at, hash(payload) as payload_hash from (${rowsOf(rejected, raw)});
      create or replace temp table held_rejected as
        select received_at, payload_hash from raw_rejected
        union all select received_at, hash(payload) from (${rowsOf(rejected, held)});`)
  }

  async #addEvents({ lake, raw }: Paths): Promise<void> {
    const columns = `${EVENTS_KEY} as key, filename, file_row_number, app, event_id, received_at,
      ${HOUR_OF_PARTITION} as hour, ${hashOf(events)} as row_hash`
    // Of records that are one event, the one that the lake has goes first.
    await this.#workshop.run(`
      create or replace temp table lake_rows as select ${columns} from (${rowsOf(events, lake)});
      create or replace temp table raw_rows as select ${columns} from (${rowsOf(events, raw)});
      create or replace temp table choice as
        select raw_rows.*, known.row_hash is not null as is_known,
          row_number() over (
            partition by app, event_id, received_at
            order by coalesce(raw_rows.row_hash = known.row_hash, false) desc, filename, file_row_number
          ) as turn
        from raw_rows left join (
          select app, event_id, received_at, min(row_hash) as row_hash from lake_rows group by app, event_id, received_at
        ) known using (app, event_id, received_at);
      create or replace temp table left_rows as
        select * from lake_rows
          anti join raw_rows using (app, event_id, received_at)
          anti join raw_rejected using (event_id, received_at);
      insert into ${DROPPED} select filename, file_row_number from choice where turn > 1;
      insert into news
        select key, filename, file_row_number, app, event_id, hour, row_hash from choice where turn = 1 and not is_known;
      insert into ${UNHELD} select filename, file_row_number, app, event_id, hour from left_rows;
      insert into sides
        select key, 'before', count(*), sum(row_hash) from lake_rows group by key
        union all select key, 'after', count(*), sum(row_hash) from choice where turn = 1 and is_known group by key
        union all select key, 'after', count(*), sum(row_hash) from left_rows group by key;`)
  }

  async #addRejected({ lake, raw }: Paths): Promise<void> {
    await this.#workshop.run(`
      create or replace temp table lake_rows as
        select ${REJECTED_KEY} as key, filename, file_row_number, received_at, hash(payload) as payload_hash,
          ${hashOf(rejected)} as row_hash
        from (${rowsBefore(rejected, lake)});
      create or replace temp table left_rows as
        select * from lake_rows anti join held_rejected using (received_at, payload_hash);
      insert into ${UNHELD} select filename, file_row_number, null, null, null from left_rows;
      insert into sides
        select key, 'before', count(*), sum(row_hash) from lake_rows group by key
        union all
        select ${REJECTED_KEY} as key, 'after', count(*), sum(${hashOf(rejected)})
          from (${rowsOf(rejected, raw)}) group by key
        union all select key, 'after', count(*), sum(row_hash) from left_rows group by key;`)
  }

  /** Of what the lake does not have, an event is what has its event_id to itself within the 24 hours around it. */
  async #sift(raw: readonly string[], around: readonly string[]): Promise<void> {
    await this.#workshop.run(`
      create or replace temp table holders as
        select app, event_id, ${HOUR_OF_PARTITION} as hour from (${rowsOf(ids, around)})
          where event_id in (select event_id from news)
        union all
        select app, event_id, ${HOUR_OF_PARTITION} from (${rowsOf(ids, raw)})
          anti join ${DROPPED} using (filename, file_row_number)
          anti join news using (filename, file_row_number)
          where event_id in (select event_id from news)
        union all
        select app, event_id, hour from ${UNHELD} where event_id in (select event_id from news);
      create or replace temp table late as
        select filename, file_row_number from news
        where exists (
          select 1 from holders
          where holders.app = news.app and holders.event_id = news.event_id
            and abs(holders.hour - news.hour) <= ${WINDOW_HOURS}
        );
      insert into late
        select filename, file_row_number from (
          select filename, file_row_number, hour - lag(hour) over (
            partition by app, event_id order by hour, filename, file_row_number
          ) as since
          from news anti join late using (filename, file_row_number)
        ) where since <= ${WINDOW_HOURS};
      insert into ${DROPPED} select * from late;
      delete from news using late
        where news.filename = late.filename and news.file_row_number = late.file_row_number;`)
  }
}

interface Paths {
  readonly lake: readonly string[]
  readonly raw: readonly string[]
}

function pathsOf(places: readonly Place[]): Paths {
  return { lake: places.flatMap(({ lake }) => lake), raw: places.flatMap(({ raw }) => raw) }
}

/** Small hours together, large ones by themselves. */
function groupPlaces(places: readonly Place[]): Place[][] {
  const groups: Place[][] = []
  let bytes = GROUP_BYTES
  for (const place of places) {
    if (bytes >= GROUP_BYTES) {
      groups.push([])
      bytes = 0
    }
    groups.at(-1)!.push(place)
    bytes += place.files.reduce((sum, { size }) => sum + size, 64 * 1024 * (place.raw.length + place.lake.length))
  }
  return groups
}

function keyOf({ values: { app, received_date, received_hour } }: Place): string {
  return [app, received_date, received_hour].filter(value => value !== undefined).join(' ')
}
