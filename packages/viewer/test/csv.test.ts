import { expect, test } from 'vitest'
import { writeCsv } from '../csv.ts'

test('what a spreadsheet would compute begins with an apostrophe, numbers stay numbers', () => {
  const columns = [
    { name: 'title', type: 'varchar' },
    { name: 'amount', type: 'decimal(18,4)' },
    { name: 'count', type: 'bigint' },
  ]
  const texts = ['=HYPERLINK("x")', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '＝1', 'plain', 'a=b', '']
  const csv = writeCsv({ columns, rows: texts.map(text => [text, '-12.5000', -3]) })
  expect(csv.split('\n').slice(0, 5)).toEqual([
    'title,amount,count',
    '"\'=HYPERLINK(""x"")",-12.5000,-3',
    "'+1,-12.5000,-3",
    "'-1,-12.5000,-3",
    "'@SUM(A1),-12.5000,-3",
  ])
  for (const guarded of ["'\tx,", `"'\rx",`, "'＝1,", '\nplain,', '\na=b,', '\n"",']) expect(csv).toContain(guarded)
})

test('a column cannot be named by a formula; nothing stays nothing', () => {
  expect(writeCsv({ columns: [{ name: '=1+1', type: 'varchar' }], rows: [[null], [true]] })).toBe("'=1+1\n\ntrue\n")
})
