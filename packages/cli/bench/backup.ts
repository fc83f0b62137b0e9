// npm run bench:backup [-- EVENTS]: how long a backup takes, the next one, and how soon everything is back.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { SqliteStream } from '@clickstream/stream/sqlite'
import { askOnce } from '../engine.ts'
import { startJobs } from '../jobs.ts'
import { restoreBackup } from '../restore.ts'
import { deriving } from '../schedule.ts'
import { readSettings } from '../settings.ts'
import { takeBackup } from '../snapshot.ts'
import { startTransform } from '../thread.ts'
import { showBytes, showCount } from '../units.ts'
import { Vault } from '../vault.ts'
import { generateEvents } from '../world.ts'

const EVENTS = Number(process.argv[2] ?? 1_000_000)
/** What comes between two backups. */
const MORE = Math.ceil(EVENTS / 100)
const PUT = 500

const folder = mkdtempSync(join(tmpdir(), 'clickstream-bench-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130))

const settings = readSettings({ data: join(folder, 'data') }, {})
const vault = new Vault(join(folder, 'backup'))
console.log(`${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}; ${showCount(EVENTS)} events`)

const lines = generateEvents({ events: EVENTS + MORE, seed: 1 })
await fill(EVENTS)
await derive()
const [first, first_s] = await time(() => takeBackup(settings, vault))
tell('backup, the first', first_s, `${showCount(first.files)} files, ${showBytes(first.bytes)}`)
const [same, same_s] = await time(() => takeBackup(settings, vault))
tell('backup, nothing new', same_s, `${showCount(same.copied)} files copied`)
await fill(MORE)
await derive()
const [next, next_s] = await time(() => takeBackup(settings, vault))
tell(
  `backup, ${showCount(MORE)} events later`,
  next_s,
  `${showCount(next.copied)} files, ${showBytes(next.copied_bytes)}`,
)

const expected = await count(settings)
const restored = readSettings({ data: join(folder, 'restored') }, {})
const [, restore_s] = await time(() => restoreBackup(vault, next.name, restored.data))
tell('restore, every checksum verified', restore_s, showBytes(next.bytes))
const [, start_s] = await time(async () => {
  const transform = startTransform(restored)
  await transform.ready
  await transform.drain()
  await transform.stop()
})
tell('start, until nothing waits', start_s, '')
const found = await count(restored)
tell('recovery, all in all', restore_s + start_s, `${found[0]} events, as before`)
if (`${found}` !== `${expected}`) throw new Error(`restored: expected ${expected}, got ${found}`)

/** Brings so many more events through stream, transform and archive. */
async function fill(events: number): Promise<void> {
  mkdirSync(settings.data, { recursive: true })
  const stream = new SqliteStream(join(settings.data, 'stream.sqlite'))
  for (let left = events; left > 0; left -= PUT) {
    const records = []
    for (let i = 0; i < Math.min(PUT, left); i++) records.push(recordOf(lines.next().value as string))
    await stream.put(records)
  }
  const transform = startTransform(settings)
  await transform.ready
  await transform.drain()
  await transform.stop()
  await stream.close()
}

/** A line as the collector would put it. */
function recordOf(line: string) {
  let event: Record<string, unknown> = {}
  try {
    event = JSON.parse(line)
  } catch {}
  const { received_at, ...rest } = event
  const arrived = Date.parse(String(received_at)) || Date.UTC(2026, 9, 31)
  const envelope = { received_at: arrived, dialect: 'events', event: rest }
  return {
    partition_key: String(rest.anonymous_id ?? 'none').slice(0, 100),
    data: Buffer.from(JSON.stringify(envelope)),
  }
}

async function derive(): Promise<void> {
  const jobs = startJobs(settings, text => console.error(text))
  await jobs.run(deriving)
  await jobs.stop()
}

async function count(of: typeof settings): Promise<readonly unknown[]> {
  const sql = `select (select count(*) from events), (select count(distinct event_id) from events),
    (select count(*) from rejected), (select sum(events) from sessions)`
  return (await askOnce(of, sql)).rows[0]!
}

async function time<T>(work: () => Promise<T>): Promise<[result: T, seconds: number]> {
  const started = performance.now()
  const result = await work()
  return [result, (performance.now() - started) / 1000]
}

function tell(what: string, seconds: number, more: string): void {
  console.log(`${what.padEnd(34)} ${seconds.toFixed(1).padStart(6)} s  ${more}`)
}
