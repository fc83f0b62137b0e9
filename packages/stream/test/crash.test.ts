import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { SqliteStream } from '../sqlite.ts'
import { makeFolder } from './folder.ts'
import { readAll, record, text } from './records.ts'

function run(script: string, ...given: string[]): ChildProcess & { printed: string } {
  const command = `exec "$0" "$@"`
  return follow(spawn('/bin/sh', ['-c', command, process.execPath, join(import.meta.dirname, script), ...given]))
}

function follow(child: ChildProcess): ChildProcess & { printed: string } {
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  const followed = Object.assign(child, { printed: '' })
  for (const output of [child.stdout!, child.stderr!]) {
    output.on('data', (chunk: Buffer) => {
      followed.printed += chunk
    })
  }
  return followed
}

async function untilPrinted(child: ChildProcess & { printed: string }, lines: number): Promise<void> {
  while (child.printed.split('\n').length <= lines) {
    if (child.exitCode !== null) throw new Error(`child: expected to run, it ended: ${child.printed}`)
    await pause(2)
  }
}

/** Every whole line of acks: shard, number, data. */
const acks = (printed: string) =>
  printed
    .split('\n')
    .slice(0, -1)
    .filter(line => line.startsWith('shardId-'))

async function expectKept(path: string, acked: readonly string[]): Promise<void> {
  const stream = new SqliteStream(path)
  const kept = new Set<string>()
  const numbers = new Map<string, number>()
  for (const shard of await stream.shards()) {
    for (const each of await readAllOf(stream, shard)) {
      kept.add(`${shard} ${each.sequence_number} ${text(each)}`)
      // No gaps: the counts rest on it.
      const before = numbers.get(shard)
      if (before !== undefined) expect(Number(each.sequence_number)).toBe(before + 1)
      numbers.set(shard, Number(each.sequence_number))
    }
  }
  expect(acked.filter(ack => !kept.has(ack))).toEqual([])
  expect((await stream.stats()).records).toBe(kept.size)
  await stream.close()
}

async function readAllOf(stream: SqliteStream, shard: string) {
  const all = []
  let from: Parameters<SqliteStream['read']>[1] = 'oldest'
  for (;;) {
    const page = await stream.read(shard, from, 10_000)
    if (page.length === 0) return all
    all.push(...page)
    from = { after: page.at(-1)!.sequence_number }
  }
}

test('kill -9 at any moment: every acked record is in the file, every put is there whole or not', async () => {
  const path = join(makeFolder(), 'stream.sqlite')
  const acked: string[] = []
  for (let kill = 0; kill < 10; kill++) {
    const child = run('putting.ts', path, `run${kill}`, '8')
    await untilPrinted(child, 1)
    await pause(Math.random() * 60)
    child.kill('SIGKILL')
    await once(child, 'close')
    acked.push(...acks(child.printed))
  }
  expect(acked.length).toBeGreaterThan(100)
  await expectKept(path, acked)
  const stream = new SqliteStream(path)
  const parts = new Map<string, number>()
  for (const each of await readAll(stream)) {
    const put = text(each).split('/').slice(0, 3).join('/')
    parts.set(put, (parts.get(put) ?? 0) + 1)
  }
  expect([...parts].filter(([, count]) => count !== 3)).toEqual([])
  await stream.close()
})

test('several processes put into one new file: all is kept, without gaps', async () => {
  const path = join(makeFolder(), 'stream.sqlite')
  const children = ['a', 'b', 'c'].map(name => run('putting.ts', path, name, '4', '150'))
  const codes = await Promise.all(children.map(async child => (await once(child, 'close'))[0]))
  expect([codes, children.map(child => acks(child.printed).length)]).toEqual([
    [0, 0, 0],
    [450, 450, 450],
  ])
  await expectKept(
    path,
    children.flatMap(child => acks(child.printed)),
  )
})

test('a disk that takes no more bytes is StreamBusy; what was acked is kept, and later puts work', async () => {
  const path = join(makeFolder(), 'stream.sqlite')
  // The process may write no file beyond 2,000 blocks of 512 bytes, so SQLite’s own writes fail.
  const command = `ulimit -f 2000; exec "$0" "$@"`
  const script = join(import.meta.dirname, 'putting.ts')
  const child = follow(spawn('/bin/sh', ['-c', command, process.execPath, script, path, 'full', '4']))
  const [code] = await once(child, 'close')
  expect([code, child.printed.slice(-300)]).toEqual([
    3,
    expect.stringMatching(/StreamBusy: stream: expected to write, but the disk/),
  ])
  const acked = acks(child.printed)
  expect(acked.length).toBeGreaterThan(100)
  await expectKept(path, acked)
  const again = run('putting.ts', path, 'again', '1', '3')
  expect((await once(again, 'close'))[0]).toBe(0)
  await expectKept(path, [...acked, ...acks(again.printed)])
})

test('kill -9 while a poller runs: files named by their first record hold every record exactly once', async () => {
  const folder = makeFolder()
  const path = join(folder, 'stream.sqlite')
  const lake = join(folder, 'lake')
  mkdirSync(lake)
  const stream = new SqliteStream(path)
  const put = async (from: number) => {
    await stream.put(Array.from({ length: 500 }, (_, i) => record(`k${i % 50}`, from + i)))
  }
  await put(0)
  let next = 500
  for (let kill = 0; kill < 6; kill++) {
    const child = run('polling.ts', path, lake)
    await untilPrinted(child, 1)
    for (let i = 0; i < 3; i++, next += 500) {
      await put(next)
      await pause(Math.random() * 20)
    }
    child.kill('SIGKILL')
    await once(child, 'close')
  }
  expect((await stream.backlog()).records).toBeGreaterThan(0)
  const last = run('polling.ts', path, lake)
  await untilPrinted(last, 1)
  last.kill('SIGTERM')
  expect([(await once(last, 'close'))[0], last.printed]).toEqual([0, 'started\n'])
  expect((await stream.backlog()).records).toBe(0)
  await stream.close()
  const rows = readdirSync(lake)
    .filter(name => name.endsWith('.txt'))
    .flatMap(name => readFileSync(join(lake, name), 'utf8').split('\n').map(Number))
  expect(rows.sort((a, b) => a - b)).toEqual(Array.from({ length: next }, (_, i) => i))
})
