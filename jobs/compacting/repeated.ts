// Rows whose event_id was there before: in the same hour, or in the 24 hours before it. Only ids and where they are go
// through memory, never whole rows, and of the ids only those that may be repeated.
import { events } from '@clickstream/events/tables'
import { writeView } from '@clickstream/query/view'
import type { Workshop } from '../duckdb.ts'

/** event_id and received_at of files, which every file has. */
const ids = {
  fields: events.fields.filter(({ name }) => name === 'event_id' || name === 'received_at'),
  partitions: [],
}

/** What findRepeated leaves in the workshop: filename and file_row_number of each repeated row. */
export const REPEATED = 'repeated_rows'

/**
 * Finds the rows of an hour (its files' keys) that are repeated: the first by arrival, file and place in it stays, unless an
 * earlier hour has the id. They are in the table REPEATED until the next call.
 * @returns how many
 */
export async function findRepeated(
  workshop: Workshop,
  own: readonly string[],
  earlier: readonly string[],
): Promise<number> {
  const rows = writeView(ids, await workshop.paths(own), ['filename', 'file_row_number'])
  const before = writeView(ids, await workshop.paths(earlier))
  // Hashes raise the suspicion; the ids themselves decide.
  await workshop.run(`
    create or replace temp table own_hashes as select hash(event_id) as id_hash from (${rows});
    create or replace temp table suspects as
      select id_hash from own_hashes group by id_hash having count(*) > 1
      union
      select hash(event_id) from (${before}) where hash(event_id) in (select id_hash from own_hashes);
    drop table own_hashes;
    create or replace temp table earlier_ids as
      select distinct event_id from (${before}) where hash(event_id) in (select id_hash from suspects);
    create or replace temp table ${REPEATED} as
      select filename, file_row_number
      from (
        select *, row_number() over (partition by event_id order by received_at, filename, file_row_number) as place
        from (${rows})
        where hash(event_id) in (select id_hash from suspects)
      )
      where place > 1 or event_id in (select event_id from earlier_ids);
    drop table suspects;
    drop table earlier_ids;`)
  return workshop.count(REPEATED)
}

/** Those of `later` (keys of files) that hold an id which one of `own` holds too. */
export async function findSharing(
  workshop: Workshop,
  own: readonly string[],
  later: readonly string[],
): Promise<Set<string>> {
  if (own.length === 0 || later.length === 0) return new Set()
  const paths = await workshop.paths(later)
  const found = await workshop.rows(`
    select distinct filename from (${writeView(ids, paths, ['filename'])})
    where hash(event_id) in (select hash(event_id) from (${writeView(ids, await workshop.paths(own))}))`)
  return new Set(found.map(({ filename }) => later[paths.indexOf(String(filename))]!))
}
