// The bill against sums done by hand: each example writes its arithmetic out, from AWS's prices and nothing of the code's.
import { describe, expect, test } from 'vitest'
import { byService, compareChoices, type Estimate, estimate } from '../cost.ts'
import { findLimits } from '../limits.ts'
import { type Load, usual } from '../load.ts'
import { type PriceName, prices, regions } from '../prices.ts'
import { type Settings, settingsOf, stages } from '../settings.ts'

const production = settingsOf('production')
/** Settings of this test's own, so that the examples stay right when a stage changes. */
const settings: Settings = {
  ...production,
  stream: { mode: 'provisioned', shards: 2, retention_hours: 24 },
  collector: { ...production.collector, memory_mib: 512, rate_rule: 10_000, rejected_apart: true },
  transform: { ...production.transform, memory_mib: 1769, batch_size: 10_000, window_s: 60, repeat_hours: 6 },
  archive: { writer: 'firehose', glacier_after_days: 90, expire_after_days: null },
  jobs: { ...production.jobs, memory_mib: 3538, timeout_s: 900, disk_mib: 10_240 },
  query: { ...production.query, cutoff_bytes: 100 * 1024 ** 3 },
  report: { quicksight_principal: null, viewer: true },
  live: true,
}
/** 10 million events a day of 800 bytes, three a request: 910 bytes each on the stream, with the collector's 110. */
const load: Load = { ...usual, events_per_day: 10_000_000, event_bytes: 800, events_per_request: 3, peak: 4 }
/** 10 million a day for 730 hours: 10,000,000 × 730 / 24 = 304,166,666.7 events. */
const EVENTS = 304_166_666.67

const sum = ({ charges }: Estimate, price: PriceName, what?: string) =>
  charges
    .filter(line => line.price === price && (what === undefined || line.what === what))
    .reduce((usd, line) => usd + line.usd, 0)

describe('worked by hand', () => {
  test('Kinesis with two shards, for a day and for two', () => {
    const day = estimate(settings, load)
    // The peak is 10,000,000 / 86,400 × 4 = 463 a second: one shard would do, two are set. 2 × 730 h × $0.015 = $21.90
    expect(sum(day, 'kinesis_shard')).toBeCloseTo(21.9, 4)
    // 304.1667 million records, each below 25 KB: × $0.014 = $4.2583
    expect(sum(day, 'kinesis_put')).toBeCloseTo(4.2583, 3)
    expect(sum(day, 'kinesis_shard_kept')).toBe(0)
    const two = estimate({ ...settings, stream: { ...settings.stream, retention_hours: 48 } }, load)
    // Beyond 24 h: 2 × 730 h × $0.020 = $29.20
    expect(sum(two, 'kinesis_shard_kept')).toBeCloseTo(29.2, 4)
  })

  test('Kinesis on demand', () => {
    const bill = estimate({ ...settings, stream: { mode: 'on-demand', shards: 1, retention_hours: 48 } }, load)
    // 730 h × $0.04
    expect(sum(bill, 'kinesis_stream')).toBeCloseTo(29.2, 4)
    // A record of 910 bytes counts as 1 KB: 304,166,667 / 1,048,576 = 290.076 GB × $0.08 = $23.2061
    expect(sum(bill, 'kinesis_in')).toBeCloseTo(23.2061, 3)
    // Read by transform, archive and live, as it is: 304,166,667 × 910 / 2^30 = 257.781 GB × 3 × $0.04 = $30.9337
    expect(sum(bill, 'kinesis_out')).toBeCloseTo(30.9337, 3)
    // A second day of 10,000,000 / 1,048,576 = 9.5367 GB × $0.10 = $0.9537
    expect(sum(bill, 'kinesis_kept')).toBeCloseTo(0.9537, 3)
  })

  test('Firehose: 5 KB for each record, and partitions', () => {
    const bill = estimate(settings, load)
    // 304,166,667 × 5 KB / 1,048,576 KB = 1,450.38 GB × $0.029 = $42.0610
    expect(sum(bill, 'firehose_in', 'raw archive')).toBeCloseTo(42.061, 3)
    // 257.781 GB × $0.02 = $5.1556
    expect(sum(bill, 'firehose_partitioned')).toBeCloseTo(5.1556, 3)
    // A day's 9.1 GB is 136 objects of 64 MB, but one comes every 5 min: 288 × 30.4167 = 8,760 × $0.005 / 1,000 = $0.0438
    expect(sum(bill, 'firehose_object')).toBeCloseTo(0.0438, 4)
    // A hundredth is rejected, and goes a way of its own: $0.4206
    expect(sum(bill, 'firehose_in', 'rejected')).toBeCloseTo(0.4206, 3)
    // Events of 5,100 bytes are 5,210 on the stream: 10 KB each, twice as much.
    const large = estimate(settings, { ...load, event_bytes: 5100 })
    expect(sum(large, 'firehose_in', 'raw archive')).toBeCloseTo(84.122, 3)
  })

  test('CloudFront and the firewall before the collector', () => {
    const bill = estimate(settings, load)
    // 304.1667 / 3 = 101.3889 million requests × $1
    expect(sum(bill, 'cloudfront_request', 'requests to the collector')).toBeCloseTo(101.3889, 3)
    // Each of them runs CloudFront's own function: × $0.10
    expect(sum(bill, 'cloudfront_function')).toBeCloseTo(10.1395, 3)
    // On to the function: 304,166,667 × 800 / 2^30 = 226.62 GB × $0.02 = $4.5324
    expect(sum(bill, 'cloudfront_origin')).toBeCloseTo(4.5324, 3)
    // $5 + $1 + 101.3889 × $0.60 = $66.8333
    expect(byService(bill.charges).get('WAF')).toBeCloseTo(66.8333, 3)
    const open = estimate({ ...settings, collector: { ...settings.collector, rate_rule: null } }, load)
    expect(byService(open.charges).get('WAF')).toBeUndefined()
  })

  test('the collector and the transform on Lambda', () => {
    const bill = estimate(settings, load)
    // 101.3889 million × $0.20 = $20.2778
    expect(sum(bill, 'lambda_request', 'collect: runs')).toBeCloseTo(20.2778, 3)
    // 12 ms of waiting and, of 512 / 1,769 of a vCPU, 1 / (14,000 × 0.6 × 0.28943) = 0.41132 ms of work:
    // 101,388,889 × 0.01241132 s × 0.5 GB = 629,185 GB-s × $0.0000133334 = $8.3892
    expect(sum(bill, 'lambda_time', 'collect: time')).toBeCloseTo(8.3892, 3)
    // Two shards, a batch a minute: 2 × 1,440 × 30.4167 = 87,600 × $0.20 / 1,000,000 = $0.01752
    expect(sum(bill, 'lambda_request', 'transform: runs')).toBeCloseTo(0.01752, 5)
    // 87,600 × 0.3 s + 304,166,667 / (73,000 × 0.6) s = 33,224.4 s × 1,769 / 1,024 GB = 57,396 GB-s = $0.7653
    expect(sum(bill, 'lambda_time', 'transform: time')).toBeCloseTo(0.7653, 3)
    // Each batch has rows of two apps: 175,200 files × $5 / 1,000,000 = $0.876
    expect(sum(bill, 's3_put', 'files that land')).toBeCloseTo(0.876, 4)
  })

  test('Athena: columns of 28 days for each of 21 statements, 10 MB at least', () => {
    // 10,000,000 × 28 × 6 bytes = 1.68 × 10^9, which are billed as 1,603 MB, × 21 = 33,663 MB a sheet; 10 sheets × 30.4167
    // days = 304.1667: 10,239,163 MB / 2^20 = 9.76483 TB × $5 = $48.8241
    expect(sum(estimate(settings, load), 'athena_read')).toBeCloseTo(48.8241, 3)
    // At 10,000 a day a tile has 1.68 MB and counts as 10: 21 × 10 × 2^20 × 304.17 / 2^40 = 0.060916 TB = $0.3046
    expect(sum(estimate(settings, { ...load, events_per_day: 10_000 }), 'athena_read')).toBeCloseTo(0.3046, 3)
  })

  test('S3 after a year: tables, and the raw archive that cools after 90 days', () => {
    const bill = estimate(settings, load)
    // 10,000,000 × (65 + 37) bytes × 365 days = 372.3 × 10^9 / 2^30 = 346.73 GB × $0.023 = $7.9748
    expect(sum(bill, 's3_standard', 'tables')).toBeCloseTo(7.9748, 3)
    // 10,000,000 × 131 × 90 = 117.9 × 10^9 bytes = 109.80 GB × $0.023 = $2.5254
    expect(sum(bill, 's3_standard', 'raw archive')).toBeCloseTo(2.5254, 3)
    // The other 275 days: 360.25 × 10^9 bytes = 335.51 GB × $0.004 = $1.3420
    expect(sum(bill, 's3_glacier')).toBeCloseTo(1.342, 3)
    const gone = estimate({ ...settings, archive: { ...settings.archive, expire_after_days: 30 } }, load)
    // 30 days: 39.3 × 10^9 bytes = 36.601 GB × $0.023 = $0.8418, and nothing cools.
    expect(sum(gone, 's3_standard', 'raw archive')).toBeCloseTo(0.8418, 3)
    expect(sum(gone, 's3_glacier')).toBe(0)
  })

  test('the catalog: what batches ask of DynamoDB', () => {
    const { charges } = estimate(settings, load)
    const { quantity } = charges.find(line => line.price === 'dynamodb_read' && line.what === 'catalog, of batches')!
    // 87,600 batches of two partitions: 1 + 2 × 2 reads each, 438,000
    expect(quantity * 1e6).toBeCloseTo(438_000, 3)
  })

  test('seats of QuickSight', () => {
    const report = {
      ...settings.report,
      quicksight_principal: 'arn:aws:quicksight:us-east-1:123456789012:group/default/a',
    }
    const bill = estimate({ ...settings, report }, { ...load, authors: 2, readers: 10 })
    // 2 × $24 + 10 × $3
    expect(byService(bill.charges).get('QuickSight')).toBeCloseTo(78, 6)
  })
})

test.each([...Object.keys(stages), 'trial'])(
  'stage %s: more events never cost less, and nothing is no number',
  stage => {
    const own = settingsOf(stage)
    let before = -1
    for (const events_per_day of [0, 1, 1e3, 1e5, 1e6, 3e6, 1e7, 1e8, 1e9, 1e12]) {
      const bill = estimate(own, { ...usual, events_per_day })
      expect(bill.usd).toBeGreaterThan(before)
      before = bill.usd
      for (const { usd, quantity, what } of bill.charges) {
        expect([what, Number.isFinite(usd) && usd >= 0 && quantity >= 0]).toEqual([what, true])
      }
      expect(bill.usd).toBeCloseTo(
        bill.charges.reduce((all, { usd }) => all + usd, 0),
        6,
      )
      expect(bill.free_usd).toBeLessThan(bill.usd)
    }
  },
)

test('no events cost what stands there anyway, and have no price a million', () => {
  const { charges, per_million_usd } = estimate(settings, { ...load, events_per_day: 0 })
  expect(per_million_usd).toBeNull()
  const paid = new Set(charges.filter(({ usd }) => usd > 0).map(({ service }) => service))
  for (const service of ['Kinesis', 'WAF', 'KMS', 'CloudWatch']) expect(paid).toContain(service)
  for (const service of ['Firehose', 'Athena']) expect(paid).not.toContain(service)
})

test('what is free is taken off once, over all lines of a price', () => {
  const { charges, free_usd } = estimate(settings, load)
  const requests = charges.filter(({ price }) => price === 'lambda_request')
  expect(requests.length).toBeGreaterThan(2)
  // CloudFront 10 million $10, 37.8 GB out of 1 TB $3.2; Lambda a million $0.20 and 400,000 GB-s $5.33; metrics 10 $3; alarms
  // 10 $1; a dashboard $3; KMS, Glue and logs some cents: between $25 and $28.
  expect(free_usd).toBeGreaterThan(25)
  expect(free_usd).toBeLessThan(28)
})

test('choices are bills of their own, the one that is set among them', () => {
  const { archive, stream } = compareChoices(settings, load)
  const { usd } = estimate(settings, load)
  for (const choices of [archive, stream]) {
    expect(choices.filter(({ is_set }) => is_set).map(choice => choice.usd)).toEqual([usd])
  }
  // $48 of Firehose against a function that runs every minute.
  const [firehose, lambda] = archive
  expect(firehose!.usd - lambda!.usd).toBeGreaterThan(40)
})

describe('limits', () => {
  test('two shards give 4 MiB a second to three who read them: 33 million a day at four times the mean', () => {
    const shards = findLimits(settings, load).find(({ name }) => name === 'shards')!
    // 2 × 2,097,152 / 3 / 910 bytes = 1,536.37 a second, fewer than the 2,000 that they take: / 4 × 86,400 = 33,185,658
    expect(shards.events_per_day! / 33_185_658).toBeCloseTo(1, 3)
    expect([shards.value, shards.most]).toEqual([1, 2])
    // With two who read, 2,000 events of 910 bytes are within 4 MiB: what is taken bounds. 2,000 / 4 × 86,400
    const quiet = findLimits({ ...settings, live: false }, load).find(({ name }) => name === 'shards')!
    expect(quiet.events_per_day! / 43_200_000).toBeCloseTo(1, 3)
  })

  test('an hour is compacted as quickly as measured', () => {
    const hour = findLimits(settings, load).find(({ name }) => name === 'compacting an hour')!
    // 60 % of 10,000,000 / 24, twice in the busiest hour: 500,000; two vCPUs of 98,000 × 0.6: 117,600 a second, and 4 s before.
    expect(hour.value).toBeCloseTo(8.2517, 3)
  })

  test.each([1e6, 1e9])('at %d a day: nearest first, kept up to where they say and no further', events_per_day => {
    const limits = findLimits(settings, { ...load, events_per_day })
    const ends = limits.map(limit => limit.events_per_day ?? Number.POSITIVE_INFINITY)
    expect(ends).toEqual(ends.toSorted((a, b) => a - b))
    for (const { name, events_per_day: last, change } of limits) {
      expect(change).not.toBe('')
      if (last === null) continue
      const at = (factor: number) =>
        findLimits(settings, { ...load, events_per_day: last * factor }).find(each => each.name === name)!
      expect([name, at(0.999).value <= at(0.999).most]).toEqual([name, true])
      expect([name, at(1.02).value > at(1.02).most]).toEqual([name, true])
    }
  })
})

test('every price has its page, its month and no less than nothing', () => {
  for (const [name, { usd, page, known, unit, free }] of Object.entries(prices)) {
    expect([name, usd > 0 && free >= 0 && unit !== '']).toEqual([name, true])
    expect(page).toMatch(/^https:\/\/aws\.amazon\.com\/[a-z0-9/-]+\/$/)
    expect(known).toMatch(/^20\d\d-(0\d|1[0-2])$/)
  }
  expect(regions).toContain(production.region)
})

test('a million events a day costs what a small team can pay, and each event less at scale', () => {
  const at = (events_per_day: number) => estimate(production, { ...usual, events_per_day })
  const small = at(1_000_000)
  expect(small.usd - small.free_usd).toBeLessThan(60)
  // Where the stream keeps a day, which it does unless a stage says more.
  const stream = { ...production.stream, retention_hours: 24 }
  const day = estimate({ ...production, stream }, { ...usual, events_per_day: 1_000_000 })
  expect(day.usd - day.free_usd).toBeLessThan(40)
  expect(at(1e9).per_million_usd!).toBeLessThan(at(1e6).per_million_usd! / 1.5)
})

test('events are counted in months of 730 hours', () => {
  const { usd, per_million_usd } = estimate(settings, load)
  expect(usd / per_million_usd!).toBeCloseTo(EVENTS / 1e6, 3)
})
