import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openCheckpoints } from '@clickstream/stream/checkpoints'
import { describe, expect, onTestFinished, test } from 'vitest'
import { KEPT_MS } from '../minutes.ts'
import { openMinutes } from '../open.ts'
import { SqliteMinutes } from '../sqlite.ts'
import { testMinutes } from './contract.ts'

function makePath(): string {
  const folder = mkdtempSync(join(tmpdir(), 'clickstream-live-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return join(folder, 'data', 'live.sqlite')
}

describe('sqlite', () => {
  testMinutes(async () => {
    const path = makePath()
    return { minutes: openMinutes(`sqlite:${path}`), again: () => openMinutes(`sqlite:${path}`) }
  })
})

const counts = { events: [], links: [], visitors: [], rejected: 0, is_cut: false }

test('what is older than a day goes', async () => {
  const path = makePath()
  let now = Date.now()
  const minutes = new SqliteMinutes(path, () => now)
  await minutes.put({ minute: now - 1000, shard: 's', part: '1', counts })
  now += KEPT_MS
  await minutes.put({ minute: now, shard: 's', part: '1', counts })
  await minutes.close()
  expect((await minutes.read(0, now + 1)).map(({ minute }) => minute)).toEqual([now])
})

test('a stream’s checkpoints may be in the same file', async () => {
  const path = makePath()
  const minutes = openMinutes(`sqlite:${path}`)
  await minutes.put({ minute: Date.now(), shard: 's', part: '1', counts })
  const checkpoints = await openCheckpoints(`sqlite:${path}`)
  expect(await checkpoints.progress('live', 's')).toEqual({ checkpoint: null, extents: [] })
  expect(await minutes.read(0, Date.now() + 1)).toHaveLength(1)
  await Promise.all([checkpoints.close(), minutes.close()])
})

test('says what LIVE may be, and refuses a file of another program', async () => {
  for (const url of ['', 'live', 'redis:x', 'sqlite:', 'constructor:x']) {
    expect(() => openMinutes(url || ' ')).toThrow('LIVE: expected sqlite:<file> or dynamodb:<table>')
  }
  const path = join(mkdtempSync(join(tmpdir(), 'clickstream-live-')), 'x.sqlite')
  writeFileSync(path, 'no database at all, whatever its name says')
  await expect(openMinutes(`sqlite:${path}`).put({ minute: 0, shard: 's', part: '1', counts })).rejects.toThrow(
    'SQLite',
  )
})
