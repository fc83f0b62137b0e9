import { join } from 'node:path'
import { loadLibrary } from '@clickstream/query/library'
import { expect, test } from 'vitest'
import { isPreparable } from '../prepared.ts'

test.each([
  ['select 1', true],
  ['select a from t where a = ? and b in (?, lower(?))', true],
  ['with x as (select a from t where a between cast(date_add(?) as date) and ?) select * from x order by a', true],
  ['select ? from t', false],
  ['select a from t where b = ? limit ?', false],
  ['select a from t where b in (select ? from u)', false],
  ['select a from t where b in (select c from u where d = ?)', true],
  ['select count(*) filter (where a = ?) from t', false],
  ["select '?' from t -- ?", true],
  ['select a from t join u on u.a = ? where b = 1', false],
])('%s: %s', (sql, expected) => {
  expect(isPreparable(sql)).toBe(expected)
})

test('of the saved queries some are and some are not', async () => {
  const saved = await loadLibrary(join(import.meta.dirname, '../../../queries'))
  const preparable = saved.filter(({ sql }) => isPreparable(sql)).map(({ name }) => name)
  expect(preparable).toContain('revenue_by_day')
  expect(preparable).not.toContain('top_links')
})
