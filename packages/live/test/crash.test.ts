import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { SqliteStream } from '@clickstream/stream/sqlite'
import { expect, onTestFinished, test } from 'vitest'
import { sumCounts, sumParts } from '../counts.ts'
import { openMinutes } from '../open.ts'

const script = fileURLToPath(new URL('./counting.ts', import.meta.url))
const KILLS = 5
const PUTS = 60

test('kill -9 at any moment, and every seventh batch run again: the counts are exact', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'clickstream-live-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const [streamPath, livePath] = [join(folder, 'stream.sqlite'), join(folder, 'live.sqlite')]
  const stream = new SqliteStream(streamPath)
  onTestFinished(() => stream.close())
  const start = async () => {
    const child = spawn(process.execPath, [script, streamPath, livePath], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(child.stdout, 'data')
    return child
  }
  let put = 0
  const putting = (async () => {
    for (let i = 0; i < PUTS; i++) {
      await stream.put(
        Array.from({ length: 100 }, () => {
          const n = put++
          const event = { event_type: 'link_clicked', app: 'shortener', short_code: `c${n % 10}` }
          const envelope = { received_at: Date.now(), dialect: 'events', event }
          return { partition_key: `v-${n}`, data: Buffer.from(JSON.stringify(envelope)) }
        }),
      )
      await pause(40)
    }
  })()
  for (let i = 0; i < KILLS; i++) {
    const child = await start()
    await pause(50 + 37 * i)
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  await putting
  const last = await start()
  last.kill('SIGTERM')
  expect((await once(last, 'exit'))[0]).toBe(0)
  const minutes = sumParts(await openMinutes(`sqlite:${livePath}`).read(0, Date.now() + 1000))
  expect(minutes.length).toBeGreaterThan(2)
  const { events, links } = sumCounts(minutes)
  expect(events).toEqual([['shortener', 'link_clicked', put, put]])
  expect(links.map(([, , clicks]) => clicks)).toEqual(Array.from({ length: 10 }, () => put / 10))
  const visitors = minutes.flatMap(minute => minute.visitors.map(([, all]) => all)).reduce((a, b) => a + b, 0)
  expect(visitors).toBe(put)
})
