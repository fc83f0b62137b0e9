// How long what is kept: days by table, as `--days` and RETAIN say it.
import type { Table } from '@clickstream/events/field'
import { tables } from '@clickstream/events/tables'

/** The raw archive, which is no table. */
export const RAW_NAME = 'raw'

/** What has days, so that some can go: the raw archive, and tables with a partition column that ends in _date. */
export const retainable: readonly string[] = [
  RAW_NAME,
  ...Object.values<Table>(tables)
    .filter(({ partitions }) => partitions.some(({ name }) => name.endsWith('_date')))
    .map(({ name }) => name),
]

/** Days by what they are of. Nothing is dropped of what is not in it. */
export type Policy = ReadonlyMap<string, number>

/**
 * Reads `raw=90,rejected=30`; `all=365` stands for whatever is not named beside it.
 * @throws RangeError for anything else
 */
export function parsePolicy(text: string): Policy {
  const policy = new Map<string, number>()
  for (const part of text.split(',')) {
    const [, name = '', days = ''] = /^\s*([a-z_]+)\s*=\s*(\d{1,6})\s*$/.exec(part) ?? []
    if (name === '' || Number(days) < 1) throw wrong('such as raw=90,rejected=30, whole days from 1', text)
    if (name !== 'all' && !retainable.includes(name)) throw wrong(`one of ${retainable.join(', ')} or all`, name)
    if (policy.has(name)) throw wrong(`${name} once`, text)
    policy.set(name, Number(days))
  }
  const all = policy.get('all')
  policy.delete('all')
  if (all !== undefined) for (const name of retainable) if (!policy.has(name)) policy.set(name, all)
  return policy
}

function wrong(expected: string, got: string): RangeError {
  return new RangeError(`RETAIN: expected ${expected}, got ${JSON.stringify(got)}`)
}
