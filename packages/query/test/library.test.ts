import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { QueryError } from '../engine.ts'
import { bindParameters, loadLibrary, type SavedQuery } from '../library.ts'

const folder = mkdtempSync(join(tmpdir(), 'clickstream-library-'))
afterAll(() => rmSync(folder, { recursive: true }))
const now = () => Date.parse('2026-03-15T10:20:30.400Z')

let made = 0
function load(text: string, file = 'asked.sql'): Promise<SavedQuery[]> {
  const home = join(folder, String(made++))
  mkdirSync(home)
  writeFileSync(join(home, 'README.md'), 'no query')
  writeFileSync(join(home, file), text)
  return loadLibrary(home)
}

const query = async (params: string, marks = params.split(',').length) => {
  const sql = `select ${Array(marks).fill('?').join(', ')}`
  return (await load(`-- title: T\n-- about: A\n-- params: ${params}\n\n${sql}\n`))[0]!
}

describe('headers', () => {
  test('say title, about and parameters', async () => {
    const text = `-- title: Top links
-- about: The most clicked: by far.
-- params: from date = 30 days ago, to date = today, from, limit integer = 20, name string, share decimal = 0.5

-- '?' and "?" and /* ? */ are none
select ?, ?, ?, ?, ?, ?, '?', "?" /* ? */
`
    const [saved] = await load(text, 'top_links.sql')
    expect(saved).toMatchObject({
      name: 'top_links',
      title: 'Top links',
      about: 'The most clicked: by far.',
      positions: ['from', 'to', 'from', 'limit', 'name', 'share'],
      text,
    })
    expect(saved!.parameters).toEqual([
      { name: 'from', type: 'date', default: '30 days ago' },
      { name: 'to', type: 'date', default: 'today' },
      { name: 'limit', type: 'integer', default: '20' },
      { name: 'name', type: 'string', default: null },
      { name: 'share', type: 'decimal', default: '0.5' },
    ])
    expect(saved!.sql).not.toContain('title')
  })

  test('params may be left out, or take several lines', async () => {
    expect((await load('-- title: T\n-- about: A\nselect 1'))[0]).toMatchObject({ parameters: [], positions: [] })
    const [saved] = await load('-- title: T\n-- about: A\n-- params: a date\n-- params: b date, a\nselect ?, ?, ?')
    expect(saved!.positions).toEqual(['a', 'b', 'a'])
  })

  const T = '-- title: T\n-- about: A\n'
  test.each([
    ['no title', '-- about: A\nselect 1', ':1: expected -- title: …'],
    ['no about', '-- title: A\nselect 1', ':1: expected -- about: …'],
    ['an unknown key', '-- title: A\n-- owner: me\nselect 1', 'asked.sql:2: expected -- title'],
    ['no space', '--title: A\nselect 1', 'asked.sql:1: '],
    ['an empty value', '-- title:\nselect 1', 'asked.sql:1: '],
    ['two titles', `${T}-- title: B\nselect 1`, 'asked.sql:3: expected one title'],
    ['an unknown type', `${T}-- params: a number\nselect ?`, 'asked.sql:3: expected a type of string, integer'],
    ['no type', `${T}-- params: a\nselect ?`, 'asked.sql:3: expected a type after the name'],
    ['a type given twice', `${T}-- params: a date, a date\nselect ?, ?`, 'asked.sql:3: expected the name alone'],
    [
      'a wrong default',
      `${T}-- params: a date = 2026-02-30\nselect ?`,
      'asked.sql:3: expected a default that is a day',
    ],
    ['a wrong default', `${T}-- params: a integer = 1.5\nselect ?`, 'a whole number'],
    ['a comma too many', `${T}-- params: a date,\nselect ?`, 'asked.sql:3: '],
    ['too few ?', `${T}-- params: a date, a\nselect ?`, 'expected 1 params, one for each ?, got 2'],
    ['too many ?', `${T}select ?`, 'expected 1 params, one for each ?, got 0'],
    ['nothing at all', '', 'expected -- title'],
    ['an open string', `${T}select 'x`, 'line 1: expected an end of the string'],
  ])('%s is an error naming file and line', async (_, text, why) => {
    await expect(load(text)).rejects.toThrow(QueryError)
    await expect(load(text)).rejects.toThrow(why)
  })

  test('a file’s name is a query’s name', async () => {
    await expect(load(`${T}select 1`, 'Top-Links.sql')).rejects.toThrow('snake_case')
  })
})

describe('bindParameters', () => {
  test('takes given values, then defaults, one for each ?', async () => {
    const saved = await query('from date = 30 days ago, to date = today, from, limit integer = 20')
    expect(bindParameters(saved, { limit: '007', to: '2026-03-10' }, now)).toEqual([
      { name: 'from', type: 'date', value: '2026-02-13' },
      { name: 'to', type: 'date', value: '2026-03-10' },
      { name: 'from', type: 'date', value: '2026-02-13' },
      { name: 'limit', type: 'integer', value: '7' },
    ])
  })

  test('a default may be counted from another parameter', async () => {
    const saved = await query('from date = 30 days before to, to date = yesterday')
    const ask = (given: Record<string, string>) => bindParameters(saved, given, now).map(({ value }) => value)
    expect(ask({})).toEqual(['2026-02-12', '2026-03-14'])
    expect(ask({ to: '2026-01-31' })).toEqual(['2026-01-01', '2026-01-31'])
    expect(ask({ to: '1 week ago' })).toEqual(['2026-02-06', '2026-03-08'])
    const round = await query('a date = 1 day before b, b date = 1 day before a')
    expect(() => bindParameters(round, {}, now)).toThrow('expected a day')
  })

  test.each([
    ['date', '2024-02-29', '2024-02-29'],
    ['date', 'today', '2026-03-15'],
    ['date', '1 day ago', '2026-03-14'],
    ['timestamp', '2026-01-31T12:00:00+01:00', '2026-01-31T11:00:00.000Z'],
    ['timestamp', '2026-01-31 12:00:00', '2026-01-31T12:00:00.000Z'],
    ['timestamp', '2026-01-31', '2026-01-31T00:00:00.000Z'],
    ['timestamp', 'now', '2026-03-15T10:20:30.400Z'],
    ['timestamp', '2 hours ago', '2026-03-15T08:20:30.400Z'],
    ['integer', '-5', '-5'],
    ['decimal', '12.50', '12.50'],
    ['boolean', 'true', 'true'],
    ['string', "it's; --", "it's; --"],
    ['string', '', ''],
  ])('%s: %s', async (type, typed, value) => {
    expect(bindParameters(await query(`a ${type}`), { a: typed }, now)).toEqual([{ name: 'a', type, value }])
  })

  test.each([
    ['date', '2026-02-29', 'a: expected a day, such as 2026-01-31, today, yesterday or 30 days ago, got "2026-02-29"'],
    ['date', '31.01.2026', 'got "31.01.2026"'],
    ['date', 'tomorrow', 'expected a day'],
    ['date', '1 day before a', 'expected a day'],
    ['timestamp', 'noon', 'expected a time'],
    ['integer', '1e3', 'expected a whole number'],
    ['integer', '9999999999999999999', 'expected a whole number'],
    ['decimal', '1,5', 'expected a number'],
    ['decimal', 'NaN', 'expected a number'],
    ['boolean', 'yes', 'expected true or false'],
  ])('%s: refuses %s', async (type, typed, why) => {
    const saved = await query(`a ${type}`)
    expect(() => bindParameters(saved, { a: typed }, now)).toThrow(QueryError)
    expect(() => bindParameters(saved, { a: typed }, now)).toThrow(why)
  })

  test('names what is missing, unknown, or the wrong way round', async () => {
    const saved = await query('from date = today, to date = today, currency string')
    expect(() => bindParameters(saved, {}, now)).toThrow('currency: expected text, got nothing')
    expect(() => bindParameters(saved, { curency: 'EUR' }, now)).toThrow('(from, to, currency), got curency')
    expect(() => bindParameters(saved, { toString: 'EUR' }, now)).toThrow('got toString')
    const given = { currency: 'EUR', from: '2026-03-16' }
    expect(() => bindParameters(saved, given, now)).toThrow('to: expected 2026-03-16 (from) or a later day')
  })
})
