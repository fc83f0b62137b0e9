// How the rows that were made differ from those that are there, so that what is the same is not written again.
import type { Table } from '@clickstream/events/field'
import { listFiles } from '@clickstream/lake/version'
import type { Work } from '../job.ts'

/** Rows that were made, and of them those that are new or other; `removed` were there and are not made. */
export interface Difference {
  readonly rows: number
  readonly added: number
  readonly changed: number
  readonly removed: number
}

/** Compares the rows of a SELECT with those of the table at a location, by a key that each has once. */
export async function compareRows(
  work: Work,
  table: Table,
  key: string,
  select: string,
  location: string | null,
): Promise<Difference> {
  const workshop = await work.workshop()
  const keys = location === null ? [] : (await listFiles(work.store, location)).map(file => file.key)
  const row = (alias: string) => `row(${table.fields.map(({ name }) => `${alias}.${name}`).join(', ')})`
  const [counts] = await workshop.json(`
    select cast(count(made.${key}) as double) as rows,
      cast(count(*) filter (old.${key} is null) as double) as added,
      cast(count(*) filter (made.${key} is null) as double) as removed,
      cast(count(*) filter (made.${key} is not null and old.${key} is not null
        and ${row('made')} is distinct from ${row('old')}) as double) as changed
    from (${select}) made full join ${await workshop.table(table, keys)} old on made.${key} = old.${key}`)
  return counts as unknown as Difference
}

/** How many rows of a SELECT and of the table at a location the other does not have. */
export async function countDifferent(
  work: Work,
  table: Table,
  select: string,
  location: string | null,
): Promise<number> {
  const workshop = await work.workshop()
  const keys = location === null ? [] : (await listFiles(work.store, location)).map(file => file.key)
  const columns = table.fields.map(({ name }) => name).join(', ')
  const [made, old] = [
    `select ${columns} from (${select})`,
    `select ${columns} from ${await workshop.table(table, keys)}`,
  ]
  const [row] = await workshop.json(`
    select cast((select count(*) from (${made} except all ${old}))
      + (select count(*) from (${old} except all ${made})) as double) as different`)
  return row!.different as number
}
