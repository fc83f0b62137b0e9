import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readMoment } from '../moment.ts'
import { localPath, readSettings } from '../settings.ts'
import { showAge, showBytes, showCount, showDuration, showMany } from '../units.ts'
import { showText } from '../width.ts'
import { makeFolder } from './run.ts'

test('with nothing set everything is local, in .clickstream of the project or of the folder one is in', () => {
  const folder = makeFolder()
  const deep = join(folder, 'a/b')
  mkdirSync(deep, { recursive: true })
  expect(readSettings({}, {}, deep)).toMatchObject({
    data: join(deep, '.clickstream'),
    stream: `sqlite:${deep}/.clickstream/stream.sqlite`,
    lake: `file:${deep}/.clickstream/lake`,
    host: '127.0.0.1',
    port: 8080,
    writeKeys: undefined,
  })
  writeFileSync(join(folder, 'package.json'), '{"name":"clickstream"}')
  expect(readSettings({}, {}, deep).data).toBe(join(folder, '.clickstream'))
})

test('flags beat the environment, the environment the defaults', () => {
  const env = { STREAM: 'sqlite:/s', LAKE: 'file:/l', CATALOG: 'sqlite:/c', PORT: '81', HOST: '::1', WRITE_KEYS: 'a:b' }
  expect(readSettings({}, env)).toMatchObject({
    stream: 'sqlite:/s',
    lake: 'file:/l',
    catalog: 'sqlite:/c',
    port: 81,
    host: '::1',
    writeKeys: 'a:b',
  })
  const flags = { data: '/d', port: '0', host: '0.0.0.0' }
  expect(readSettings(flags, env)).toMatchObject({
    data: '/d',
    stream: 'sqlite:/d/stream.sqlite',
    lake: 'file:/d/lake',
    port: 0,
    host: '0.0.0.0',
  })
})

test('local paths', () => {
  expect(['sqlite:/a/b', 'sqlite:///a/b', 'file:x', 's3://bucket', 'kinesis:k'].map(localPath)).toEqual([
    '/a/b',
    '/a/b',
    'x',
    undefined,
    undefined,
  ])
})

test('moments as people type them', () => {
  const now = Date.UTC(2026, 10, 23, 1, 30)
  const day = (text: string) => readMoment(text, 'date', now)
  expect(['7d', '2w', '2h', 'today', '2026-01-31', '30 days ago', 'soon'].map(day)).toEqual([
    '2026-11-16',
    '2026-11-09',
    '2026-11-22',
    '2026-11-23',
    '2026-01-31',
    '30 days ago',
    'soon',
  ])
  expect(readMoment('30m', 'timestamp', now)).toBe('2026-11-23T01:00:00.000Z')
  expect(readMoment('7d', 'string', now)).toBe('7d')
})

test('units', () => {
  expect([0, 999, 1536, 1024 ** 2 * 250, 3e12].map(showBytes)).toEqual([
    '0 B',
    '999 B',
    '1.5 KiB',
    '250 MiB',
    '2.7 TiB',
  ])
  expect([0, 42, 1234, 59_400, 65_000, 3_600_000, 90_000_000].map(showDuration)).toEqual([
    '0 ms',
    '42 ms',
    '1.2 s',
    '59 s',
    '1 min 5 s',
    '1 h',
    '1 d 1 h',
  ])
  expect([showMany(1, 'row'), showMany(1200, 'row'), showMany(2, 'batch', 'batches')]).toEqual([
    '1 row',
    '1,200 rows',
    '2 batches',
  ])
  expect([showCount(1234567), showAge(500), showAge(5000)]).toEqual(['1,234,567', 'just now', '5.0 s ago'])
})

test('what strangers sent cannot move a terminal', () => {
  expect(showText('a\x1b[31mred\r\n\u202eb')).toBe('a␛[31mred␍␊�b')
  expect(showText('🙂'.repeat(10), 5)).toBe('🙂🙂🙂🙂…')
})
