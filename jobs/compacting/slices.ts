// An hour that memory cannot sort in one piece, in pieces that follow one another in the order wanted.
import type { Workshop } from '../duckdb.ts'
import type { Order } from '../order.ts'

/** Conditions that each take the rows of one slice, in order; together they take every row once. Slices are about as large. */
export async function cutSlices(
  workshop: Workshop,
  rows: string,
  order: Pick<Order, 'group' | 'time'>,
  slices: number,
): Promise<string[]> {
  if (slices === 1) return ['true']
  const group = order.group ?? `''`
  const counts = await workshop.json(`
    select ${group} as name, strftime(date_trunc('second', ${order.time}), '%Y-%m-%d %H:%M:%S') as second,
      cast(count(*) as double) as rows
    from (${rows}) group by all order by name, second`)
  const total = counts.reduce((sum, each) => sum + Number(each.rows), 0)
  const cuts: string[] = []
  let done = 0
  for (const { name, second, rows: count } of counts) {
    // Where the next slice begins: everything before it is less.
    if (done >= (total / slices) * (cuts.length + 1)) {
      const text = String(name).replaceAll("'", "''")
      cuts.push(`(${group} > '${text}' or (${group} = '${text}' and ${order.time} >= timestamp '${second}'))`)
    }
    done += Number(count)
  }
  return Array.from(
    { length: cuts.length + 1 },
    (_, i) => [i === 0 ? [] : cuts[i - 1]!, i === cuts.length ? [] : `not ${cuts[i]!}`].flat().join(' and ') || 'true',
  )
}
