import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { Bookmark } from '../bookmark.ts'
import { askOnce } from '../engine.ts'
import { type PlaybackOptions, playBack } from '../playback.ts'
import { findRecordings, readRecordings, surveyRecordings } from '../recording.ts'
import { Sender } from '../sender.ts'
import { readSettings } from '../settings.ts'
import { FakeClock, FakeCollector } from './collector.ts'
import { makeFolder, run, start } from './run.ts'

const NOW = Date.UTC(2026, 10, 23, 12)
const MORNING = Date.UTC(2026, 2, 1, 6)

const event = (i: number, at: number, more: object = {}) =>
  JSON.stringify({
    event_id: `e${i}`,
    event_type: 'page_viewed',
    app: 'demo',
    anonymous_id: `v${i % 7}`,
    page_url: 'https://example.com/',
    occurred_at: new Date(at - 1000).toISOString(),
    sent_at: new Date(at - 200).toISOString(),
    received_at: new Date(at).toISOString(),
    ...more,
  })

/** A file of events a minute apart. */
function record(folder: string, name: string, count: number, from = MORNING, first = 0): string {
  const file = join(folder, name)
  const text = Array.from({ length: count }, (_, i) => `${event(first + i, from + i * 60_000)}\n`).join('')
  writeFileSync(file, name.endsWith('.gz') ? gzipSync(text) : text)
  return file
}

function play(files: readonly string[], options: Partial<PlaybackOptions> = {}, clock = new FakeClock(NOW)) {
  const collector = new FakeCollector(clock)
  const sender = new Sender({ url: 'http://collector.test' }, { fetch: collector.fetch, clock, random: () => 0 })
  const go = () =>
    playBack(files, sender, { speed: Number.POSITIVE_INFINITY, shift: 'now', freshIds: false, ...options }, clock)
  return { collector, clock, go }
}

describe('recordings', () => {
  test('are merged in order of arrival, gzipped ones too; folders stand for what is in them', async () => {
    const folder = makeFolder()
    record(folder, 'a.ndjson', 5)
    record(folder, 'b.ndjson.gz', 5, MORNING + 30_000, 100)
    writeFileSync(join(folder, 'notes.txt'), 'none of this')
    const files = await findRecordings([folder])
    expect(files).toEqual([join(folder, 'a.ndjson'), join(folder, 'b.ndjson.gz')])
    const ids: unknown[] = []
    for await (const line of readRecordings(files)) ids.push((line.value as { event_id: string }).event_id)
    expect(ids).toEqual(['e0', 'e100', 'e1', 'e101', 'e2', 'e102', 'e3', 'e103', 'e4', 'e104'])
    expect(await surveyRecordings(files)).toEqual({ lines: 10, first_at: MORNING, last_at: MORNING + 270_000 })
  })

  test('a line without a time keeps its place, an empty one is left out, U+2028 is no line end', async () => {
    const file = join(makeFolder(), 'a.ndjson')
    writeFileSync(file, `not json\n${event(1, MORNING, { page_title: 'a\u2028b' })}\r\n\n  \n{"broken\n42`)
    const lines: unknown[] = []
    for await (const { isJson, arrived_at } of readRecordings([file])) lines.push([isJson, arrived_at])
    expect(lines).toEqual([
      [false, Number.NaN],
      [true, MORNING],
      [false, MORNING],
      [true, MORNING],
    ])
  })

  test('numbers stay as they stand, whatever JavaScript makes of them', async () => {
    const file = join(makeFolder(), 'a.ndjson')
    const text =
      '{"event_id":"a","price":1e999,"big":12345678901234567890,"small":1.5,"deep":[{"x":-1E+400}],"t":"1e5"}'
    writeFileSync(file, text)
    const { collector, go } = play([file])
    await go()
    expect(collector.requests[0]!.body).toBe(`{"events":[${text}]}`)
  })

  test('a gzip file that breaks off says so', async () => {
    const file = join(makeFolder(), 'a.ndjson.gz')
    writeFileSync(file, gzipSync(event(1, MORNING).repeat(50)).subarray(0, 60))
    await expect(surveyRecordings([file])).rejects.toThrow(/a\.ndjson\.gz: cannot be read/)
  })
})

describe('a replay', () => {
  test('ends now, keeps ids and the order of each visitor, and leaves out the recorded arrival', async () => {
    const { collector, go } = play([record(makeFolder(), 'a.ndjson', 5000)])
    const summary = await go()
    expect(summary).toMatchObject({ sent: 5000, accepted: 5000, rejected: 0, finished: true, to_at: NOW })
    const events = collector.taken as { event_id: string; anonymous_id: string; occurred_at: string }[]
    expect(new Set(collector.ids).size).toBe(5000)
    for (const visitor of ['v0', 'v3', 'v6']) {
      const own = events.filter(each => each.anonymous_id === visitor).map(each => Number(each.event_id.slice(1)))
      expect(own).toEqual(own.toSorted((a, b) => a - b))
    }
    const last = events.find(each => each.event_id === 'e4999')!
    expect(last).toMatchObject({
      occurred_at: new Date(NOW - 1000).toISOString(),
      sent_at: new Date(NOW - 200).toISOString(),
    })
    expect(events.some(each => 'received_at' in each)).toBe(false)
    expect(collector.requests.every(({ body }) => (JSON.parse(body).events?.length ?? 1) <= 500)).toBe(true)
  })

  test('keeps the gaps at the speed asked for, and ends now all the same', async () => {
    const { collector, clock, go } = play([record(makeFolder(), 'a.ndjson', 11)], { speed: 60 })
    const { to_at } = await go()
    // Ten minutes at sixty times the speed.
    expect(clock.now() - NOW).toBe(10_000)
    expect(to_at).toBe(NOW + 10_000)
    expect(collector.requests.map(({ at }) => at - NOW)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map(s => s * 1000))
  })

  test('sends broken lines alone and as they are, and counts them', async () => {
    const file = join(makeFolder(), 'a.ndjson')
    writeFileSync(file, [event(1, MORNING), '{"broken', event(2, MORNING), '{"event_id":"x"}', '17'].join('\n'))
    const { collector, go } = play([file])
    expect(await go()).toMatchObject({ sent: 5, accepted: 2, rejected: 3 })
    expect(collector.taken.filter(each => typeof each === 'string')).toEqual(['{"broken'])
  })

  test('tries again after 503, 429, a lost connection and a lost answer, and waits as long as told', async () => {
    const { collector, clock, go } = play([record(makeFolder(), 'a.ndjson', 10)])
    collector.faults.push(
      { status: 503, retryAfter: '7' },
      { status: 429, retryAfter: '2' },
      'unreachable',
      'lost answer',
    )
    const summary = await go()
    expect(summary).toMatchObject({ sent: 10, accepted: 10, rejected: 0 })
    expect(summary.retries).toBeGreaterThanOrEqual(4)
    expect(clock.sleeps).toContain(7000)
    expect(clock.sleeps).toContain(2000)
    expect(new Set(collector.ids).size).toBe(10)
  })

  test.each([
    ['soon where it was never there', [], 5000],
    ['after a minute where it was', [{ status: 503 }] as const, 60_000],
  ])('gives up when the collector stays away, %s, and says what to do', async (_, first, patience) => {
    const { collector, clock, go } = play([record(makeFolder(), 'a.ndjson', 1)])
    collector.faults.push(...first, ...Array<'unreachable'>(100).fill('unreachable'))
    await expect(go()).rejects.toMatchObject({
      message: expect.stringMatching(/ECONNREFUSED/),
      mend: expect.stringMatching(/--to, or COLLECTOR/),
    })
    expect(clock.now() - NOW).toBeGreaterThan(patience)
    expect(clock.now() - NOW).toBeLessThan(patience + 10_000)
  })

  test('finds the event at fault when a request is refused as a whole', async () => {
    const clock = new FakeClock(NOW)
    const collector = new FakeCollector(clock)
    const refuse: typeof fetch = async (url, init) =>
      String(init?.body).includes('"e2"')
        ? Response.json({ error: 'too large' }, { status: 413 })
        : collector.fetch(url, init)
    const sender = new Sender({ url: 'http://collector.test' }, { fetch: refuse, clock })
    const options = { speed: Number.POSITIVE_INFINITY, shift: 'none', freshIds: false } as const
    const summary = await playBack([record(makeFolder(), 'a.ndjson', 4)], sender, options, clock)
    expect(summary).toMatchObject({ sent: 4, accepted: 3, rejected: 1 })
    expect(collector.ids.toSorted()).toEqual(['e0', 'e1', 'e3'])
  })

  test('a line nested too deep to be written again goes as it stands', async () => {
    const file = join(makeFolder(), 'a.ndjson')
    const deep = `{"event_id":"deep","event_type":"x","a":${'['.repeat(20_000)}${']'.repeat(20_000)}}`
    writeFileSync(file, [event(1, MORNING), deep, event(2, MORNING)].join('\n'))
    const { collector, go } = play([file])
    expect(await go()).toMatchObject({ sent: 3, accepted: 3 })
    expect(collector.ids.toSorted()).toEqual(['deep', 'e1', 'e2'])
  })

  test('stops at once at an address that is no collector, or that wants a key', async () => {
    for (const [status, mend] of [
      [404, /--to/],
      [401, /--key/],
    ] as const) {
      const { collector, go } = play([record(makeFolder(), 'a.ndjson', 1)])
      collector.faults.push({ status })
      await expect(go()).rejects.toMatchObject({ mend: expect.stringMatching(mend) })
      expect(collector.requests.length).toBe(1)
    }
  })

  test.each([
    ['http://localhost:8080', /clickstream dev starts one here/],
    ['https://events.example', /--to, or COLLECTOR, says where/],
  ])('where nobody answers at %s, says what to do', async (url, mend) => {
    const clock = new FakeClock(NOW)
    const away: typeof fetch = async () => Promise.reject(new TypeError('fetch failed'))
    const sent = new Sender({ url }, { fetch: away, clock }).send(() => '{}')
    await expect(sent).rejects.toMatchObject({ mend: expect.stringMatching(mend) })
  })

  test('sends the key as Basic auth', async () => {
    const clock = new FakeClock(NOW)
    const collector = new FakeCollector(clock)
    const sender = new Sender({ url: 'collector.test:81/in/', key: 'secret' }, { fetch: collector.fetch, clock })
    await sender.send(() => '{"event_type":"x"}')
    expect(collector.requests[0]!.url).toBe('http://collector.test:81/in/v1/events')
    expect(collector.requests[0]!.headers.get('authorization')).toBe(`Basic ${btoa('secret:')}`)
  })

  test.each(['http://collector.test/v1/events', 'http://collector.test/v1/events/', 'collector.test'])(
    'finds the collector at %s',
    async url => {
      const clock = new FakeClock(NOW)
      const collector = new FakeCollector(clock)
      await new Sender({ url }, { fetch: collector.fetch, clock }).send(() => '{"event_type":"x"}')
      expect(collector.requests[0]!.url).toBe('http://collector.test/v1/events')
    },
  )

  test('fresh ids are new ones, and retries in the recording stay retries', async () => {
    const file = join(makeFolder(), 'a.ndjson')
    writeFileSync(file, [event(1, MORNING), event(2, MORNING), event(1, MORNING)].join('\n'))
    const first = play([file], { freshIds: true })
    const second = play([file], { freshIds: true })
    await first.go()
    await second.go()
    expect(new Set(first.collector.ids).size).toBe(2)
    expect(new Set([...first.collector.ids, ...second.collector.ids, 'e1', 'e2']).size).toBe(6)
  })
})

describe('a replay that was broken off', () => {
  test('goes on where it stopped, with the same shift and the same fresh ids, and leaves no bookmark', async () => {
    const folder = makeFolder()
    const file = record(folder, 'a.ndjson', 7000)
    const bookmark = new Bookmark(folder, [file], {})
    const stop = new AbortController()
    const options = { freshIds: true, bookmark }
    const first = play([file], {
      ...options,
      signal: stop.signal,
      onProgress: ({ done }) => done >= 4000 && stop.abort(),
    })
    expect(await first.go()).toMatchObject({ finished: false, sent: 4000 })
    const later = new FakeClock(NOW + 3_600_000)
    const second = play([file], options, later)
    expect(await second.go()).toMatchObject({ finished: true, sent: 7000, resumed: 4000, accepted: 7000 })
    expect(second.collector.ids.length).toBe(3000)
    expect(new Set([...first.collector.ids, ...second.collector.ids]).size).toBe(7000)
    const last = (second.collector.taken as { occurred_at: string }[])
      .map(each => each.occurred_at)
      .sort()
      .at(-1)
    expect(last).toBe(new Date(NOW - 1000).toISOString())
    expect(bookmark.read()).toBeUndefined()
  })

  test('killed at any moment, repeats at most what was in flight and misses nothing', async () => {
    const folder = makeFolder()
    const file = record(folder, 'a.ndjson', 9000)
    const bookmark = new Bookmark(folder, [file], {})
    const first = play([file], { bookmark })
    // The answer to the tenth request never comes: the process is gone.
    const dies = new Error('killed')
    const fetchUntil =
      (n: number): typeof fetch =>
      async (url, init) => {
        const answer = await first.collector.fetch(url, init)
        if (first.collector.requests.length >= n) throw dies
        return answer
      }
    const clock = new FakeClock(NOW)
    const sleep = async () => {
      throw dies
    }
    const dying = new Sender(
      { url: 'http://collector.test' },
      { fetch: fetchUntil(10), clock: { now: clock.now, sleep } },
    )
    const options = { speed: Number.POSITIVE_INFINITY, shift: 'now', freshIds: false, bookmark } as const
    await expect(playBack([file], dying, options, clock)).rejects.toBe(dies)
    const second = play([file], { bookmark })
    await second.go()
    const ids = [...first.collector.ids, ...second.collector.ids]
    expect(new Set(ids).size).toBe(9000)
    expect(ids.length).toBeLessThanOrEqual(9000 + 2000)
  })

  test('begins anew when the recording or the options changed', () => {
    const folder = makeFolder()
    const file = record(folder, 'a.ndjson', 2)
    const names = [new Bookmark(folder, [file], { to: 'a' }).file, new Bookmark(folder, [file], { to: 'b' }).file]
    record(folder, 'a.ndjson', 3)
    names.push(new Bookmark(folder, [file], { to: 'a' }).file)
    expect(new Set(names).size).toBe(3)
  })
})

test('as a process: broken off by Ctrl-C it says how to go on, and then goes on', async () => {
  const data = makeFolder()
  const dev = start(['dev', '--port', '0', '--data', data])
  await dev.said(/Status page/)
  // Two and a half minutes of recording at full length: nobody waits for that.
  const args = ['replay', record(makeFolder(), 'a.ndjson', 151, MORNING), '--data', data]
  const slow = start([...args, '--speed', '60'])
  await dev.said(/[1-9]\d* stored/)
  slow.kill('SIGINT')
  const { code, err } = await slow.ended
  expect(code).toBe(1)
  expect(err).toMatch(/broken off after \d+ of 151 lines/)
  expect(err).toMatch(/Run the same command again/)
  const restarted = start([...args, '--speed', '60'])
  await restarted.said(/Going on after \d+ lines? sent earlier/)
  restarted.kill('SIGKILL')
  const { out } = await run([...args, '--speed', '1000000', '--json'])
  expect(JSON.parse(out)).toMatchObject({ sent: 151, accepted: 151, finished: true })
  dev.kill('SIGTERM')
  await dev.ended
  const { rows } = await askOnce(readSettings({ data }, {}), 'select count(*), count(distinct event_id) from events')
  expect(rows).toEqual([[151, 151]])
})
