import { describe, expect, test } from 'vitest'
import type { Answer, Column } from '../engine.ts'
import { formatCsv, formatJson, formatNdjson, formatTable, toObjects } from '../format.ts'

const columns: Column[] = [
  { name: 'name', type: 'varchar' },
  { name: 'count', type: 'bigint' },
  { name: 'money', type: 'decimal(18,4)' },
  { name: 'at', type: 'timestamp(3)' },
  { name: 'share', type: 'double' },
  { name: 'is_new', type: 'boolean' },
]
const rows: Answer[][] = [
  ['a "b", c\nd', 1234567, '12.5000', '2026-01-15T07:00:00.000Z', 0.1, true],
  [null, null, null, null, null, null],
  ['ä', '9223372036854775807', '-1234567.0000', '2026-01-15T07:00:00.250Z', 1, false],
]
const result = { columns, rows }

test('CSV', () => {
  expect(formatCsv(result)).toBe(
    'name,count,money,at,share,is_new\n' +
      '"a ""b"", c\nd",1234567,12.5000,2026-01-15 07:00:00.000,0.1,true\n' +
      ',,,,,\n' +
      'ä,9223372036854775807,-1234567.0000,2026-01-15 07:00:00.250,1,false\n',
  )
  expect(formatCsv({ columns, rows: [] })).toBe('name,count,money,at,share,is_new\n')
  const lists = { columns: [{ name: 'a,b', type: 'array(varchar)' }], rows: [[['x', 'y']]] }
  expect(formatCsv(lists)).toBe('"a,b"\n"[""x"",""y""]"\n')
})

test('JSON and NDJSON', () => {
  expect(JSON.parse(formatJson(result))).toEqual(JSON.parse(JSON.stringify(toObjects(result))))
  expect(JSON.parse(formatJson(result))[0]).toEqual({
    ...{ name: 'a "b", c\nd', count: 1234567, money: '12.5000', at: '2026-01-15T07:00:00.000Z' },
    ...{ share: 0.1, is_new: true },
  })
  expect(formatJson({ columns, rows: [] })).toBe('[]\n')
  const lines = formatNdjson(result).trimEnd().split('\n')
  expect(lines).toHaveLength(3)
  expect(JSON.parse(lines[1]!).name).toBeNull()
  expect(formatNdjson({ columns, rows: [] })).toBe('')
  const odd = { columns: [{ name: '__proto__', type: 'varchar' }], rows: [['x']] }
  expect(formatNdjson(odd)).toBe('{"__proto__":"x"}\n')
})

describe('table', () => {
  test('numbers stand right, thousands apart, nothing is –', () => {
    const [head, rule, ...lines] = formatTable(result, 120).trimEnd().split('\n')
    expect(head).toMatch(/^name {2,}count {2}.* money {2}at {2,}share {2}is_new$/)
    expect(rule).toMatch(/^[─ ]+$/)
    expect(lines[0]).toMatch(/^a "b", c�d {2,}1,234,567 {2,}12\.5000 {2}2026-01-15 07:00:00 {2,}0\.1 {2}true$/)
    expect(lines[1]!.split(/ +/)).toEqual(['–', '–', '–', '–', '–', '–'])
    expect(lines[2]).toBe(
      'ä           9,223,372,036,854,775,807  -1,234,567.0000  2026-01-15 07:00:00.250    1    false',
    )
    expect(new Set(lines.map(line => line.search(/\S+$/))).size).toBe(1)
  })

  const width = (text: string) => Math.max(...text.split('\n').map(line => [...line].length))

  test('fits 80 columns: the widest texts give way, numbers never', () => {
    const wide: Column[] = [
      { name: 'destination_url', type: 'varchar' },
      { name: 'clicks', type: 'bigint' },
      { name: 'title', type: 'varchar' },
    ]
    const text = formatTable({ columns: wide, rows: [['u'.repeat(200), 123456789, 't'.repeat(50)]] })
    expect(width(text)).toBe(80)
    expect(text).toContain('123,456,789')
    expect(text).toContain('u…')
    expect(text).toContain('t…')
  })

  test('wide characters take two columns, marks none', () => {
    const names: Answer[][] = [['日本語'], ['👩‍👩‍👧'], ['e\u0301te\u0301'], ['abcdef']]
    const two: Column[] = [
      { name: 'n', type: 'varchar' },
      { name: 'c', type: 'varchar' },
    ]
    const lines = formatTable({ columns: two, rows: names.map(([name]) => [name!, '|']) }).split('\n')
    expect(lines.slice(2, 6)).toEqual(['日本語  |', '👩‍👩‍👧      |', 'e\u0301te\u0301     |', 'abcdef  |'])
    const [, , cut] = formatTable({ columns: two, rows: [['日本語日本語', '|']] }, 12).split('\n')
    expect(cut).toBe('日本語日…  |')
  })

  test('what strangers sent cannot reach the terminal', () => {
    const [, , line] = formatTable({ columns: columns.slice(0, 1), rows: [['\x1b[2Ja\u202eb\r']] }).split('\n')
    expect(line).toBe('�[2Ja�b�')
  })

  test('no rows, no columns', () => {
    expect(formatTable({ columns: columns.slice(0, 2), rows: [] })).toBe('name  count\n────  ─────\n')
    expect(formatTable({ columns: [], rows: [] })).toBe('\n\n')
  })
})

test('the points of doubles stand under one another', () => {
  const columns = [
    { name: 'share', type: 'double' },
    { name: 'n', type: 'bigint' },
  ]
  const rows = [
    [0.25, 1],
    [1200, 22],
    [-0.5, 3],
    [1e-9, null],
    [null, 4],
  ]
  expect(formatTable({ columns, rows }).split('\n').slice(2)).toEqual([
    '    0.25   1',
    '1,200     22',
    '   -0.5    3',
    '    1e-9   –',
    '       –   4',
    '',
  ])
})

test('NULL and an empty text are told apart in CSV, as Athena does', () => {
  const columns = [
    { name: 'a', type: 'varchar' },
    { name: 'b', type: 'varchar' },
  ]
  expect(formatCsv({ columns, rows: [[null, '']] })).toBe('a,b\n,""\n')
})
