// What the archive's records became, held against what the lake has: which of the new rows count, which of the lake's rows
// the archive knows nothing of, and which partitions come out different.
import type { Table } from '@clickstream/events/field'
import { events, rejected } from '@clickstream/events/tables'
import { WINDOW_HOURS } from '../closed.ts'
import type { Workshop } from '../duckdb.ts'
import { DROPPED, HOUR_OF_ARRIVAL, HOURS, hashOf, type Place, rowsBefore, rowsOf, UNHELD } from './place.ts'

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

export class Comparison {
  readonly #workshop: Workshop
  #index = 0

  constructor(workshop: Workshop) {
    this.#workshop = workshop
  }

  /** To be called first, and before a further try. `held`: paths, see HELD. */
  async begin(hours: readonly number[], days: readonly Place[], held: readonly string[]): Promise<void> {
    const raw = days.flatMap(place => place.raw)
    await this.#workshop.run(`
      create or replace temp table ${HOURS} as select unnest([${hours.join(', ')}]::bigint[]) as hour;
      create or replace temp table ${DROPPED} (filename varchar, file_row_number bigint);
      create or replace temp table ${UNHELD} (filename varchar, file_row_number bigint, app varchar, event_id varchar,
        hour bigint);
      create or replace temp table news (place integer, filename varchar, file_row_number bigint, app varchar,
        event_id varchar, hour bigint, row_hash ubigint);
      create or replace temp table sides (place integer, side varchar, rows bigint, total hugeint);
      create or replace temp table raw_rejected as
        select event_id, received_at, hash(payload) as payload_hash from (${rowsOf(rejected, raw)});
      create or replace temp table held_rejected as
        select received_at, payload_hash from raw_rejected
        union all select received_at, hash(payload) from (${rowsOf(rejected, held)});`)
    this.#index = 0
  }

  /** Looks at one hour of one app. @returns its number, see `finish` */
  async addEvents({ lake, raw }: Place): Promise<number> {
    const place = this.#index++
    const columns = `filename, file_row_number, app, event_id, received_at, ${HOUR_OF_PARTITION} as hour,
      ${hashOf(events)} as row_hash`
    // Of records that are one event, the one that the lake has goes first.
    await this.#workshop.run(`
      create or replace temp table lake_rows as select ${columns} from (${rowsOf(events, lake)});
      create or replace temp table raw_rows as select ${columns} from (${rowsOf(events, raw)});
      create or replace temp table choice as
        select raw_rows.*, known.row_hash is not null as is_known,
          row_number() over (
            partition by event_id, received_at
            order by coalesce(raw_rows.row_hash = known.row_hash, false) desc, filename, file_row_number
          ) as turn
        from raw_rows left join (
          select event_id, received_at, min(row_hash) as row_hash from lake_rows group by event_id, received_at
        ) known using (event_id, received_at);
      create or replace temp table left_rows as
        select * from lake_rows
          anti join raw_rows using (event_id, received_at)
          anti join raw_rejected using (event_id, received_at);
      insert into ${DROPPED} select filename, file_row_number from choice where turn > 1;
      insert into news
        select ${place}, filename, file_row_number, app, event_id, hour, row_hash from choice where turn = 1 and not is_known;
      insert into ${UNHELD} select filename, file_row_number, app, event_id, hour from left_rows;
      insert into sides select ${place}, 'before', count(*), sum(row_hash) from lake_rows;
      insert into sides select ${place}, 'after', count(*), sum(row_hash) from choice where turn = 1 and is_known;
      insert into sides select ${place}, 'after', count(*), sum(row_hash) from left_rows;`)
    return place
  }

  /** Looks at one day of `rejected`. */
  async addRejected({ lake, raw }: Place): Promise<number> {
    const place = this.#index++
    await this.#workshop.run(`
      create or replace temp table lake_rows as
        select *, ${hashOf(rejected)} as row_hash from (${rowsBefore(rejected, lake)});
      create or replace temp table left_rows as
        select * from (select *, hash(payload) as payload_hash from lake_rows)
          anti join held_rejected using (received_at, payload_hash);
      insert into ${UNHELD} select filename, file_row_number, app, event_id, ${HOUR_OF_ARRIVAL} from left_rows;
      insert into sides select ${place}, 'before', count(*), sum(row_hash) from lake_rows;
      insert into sides select ${place}, 'after', count(*), sum(${hashOf(rejected)}) from (${rowsOf(rejected, raw)});
      insert into sides select ${place}, 'after', count(*), sum(row_hash) from left_rows;`)
    return place
  }

  /**
   * Decides on what the lake does not have: it is an event unless its event_id is there within the 24 hours around it.
   * @param raw paths of all rows made · around: of the lake's hours around, which the run is not about
   */
  async finish(raw: readonly string[], around: readonly string[]): Promise<Map<number, Omit<Compared, 'place'>>> {
    if ((await this.#count('news')) > 0) await this.#sift(raw, around)
    await this.#workshop.run(
      `insert into sides select place, 'after', count(*), sum(row_hash) from news group by place`,
    )
    const rows = await this.#workshop.json(`
      select place, cast(coalesce(sum(rows) filter (side = 'before'), 0) as double) as before,
        cast(coalesce(sum(rows) filter (side = 'after'), 0) as double) as after,
        coalesce(sum(total) filter (side = 'before'), 0) = coalesce(sum(total) filter (side = 'after'), 0) as is_equal
      from sides group by place`)
    return new Map(
      rows.map(({ place, before, after, is_equal }) => [
        Number(place),
        { before: Number(before), after: Number(after), is_same: before === after && is_equal === true },
      ]),
    )
  }

  async counts(): Promise<Counts> {
    return { repeated: await this.#count(DROPPED), unheld: await this.#count(UNHELD) }
  }

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

  async #count(table: string): Promise<number> {
    const [row] = await this.#workshop.rows(`select cast(count(*) as double) as rows from ${table}`)
    return Number(row!.rows)
  }
}
