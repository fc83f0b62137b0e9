import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { schedules } from '@clickstream/deployment/schedules'
import { settingsOf } from '@clickstream/deployment/settings'
import { beforeAll, describe, expect, test } from 'vitest'
import { STAGES } from './setup.ts'
import { type Stage, stageOf, stageWith } from './stage.ts'

describe.each(STAGES)('%s', name => {
  const stage = stageOf(name)
  const settings = settingsOf(name)
  const planned = schedules.filter(({ values }) => values(settings) !== null)

  test('each job that the table has runs by the clock, with what the table gives it', () => {
    const made = stage.all('aws:scheduler/schedule:Schedule').map(({ inputs }) => JSON.parse(inputs.target.input))
    const wanted = planned.map(({ job, values }) => ({ job, values: values(settings) }))
    const byJob = (a: { job: string }, b: { job: string }) => (a.job < b.job ? -1 : 1)
    expect(made.sort(byJob)).toEqual(wanted.sort(byJob))
    for (const { job } of wanted) expect(existsSync(join(import.meta.dirname, `../../jobs/${job}.ts`)), job).toBe(true)
  })

  test('every schedule is one that EventBridge takes, and they do not all begin at once', () => {
    const all = stage.all('aws:scheduler/schedule:Schedule').map(({ inputs }) => inputs.scheduleExpression)
    for (const each of all) expect(each).toMatch(/^cron\(([0-5]?\d)(\/\d+)? (\*|3) \* \* \? \*\)$/)
    expect(new Set(all).size).toBe(all.length)
  })

  test.each(planned)('$job has a function of its own, and its failures wait', ({ job }) => {
    const { inputs } = stage.function(`job-${job}`)
    expect(inputs).toMatchObject({
      memorySize: settings.jobs.memory_mib,
      timeout: settings.jobs.timeout_s,
      ephemeralStorage: { size: settings.jobs.disk_mib },
      architectures: ['arm64'],
      runtime: 'nodejs24.x',
    })
    expect(inputs.reservedConcurrentExecutions).toBe(settings.jobs.reserve_concurrency ? 1 : undefined)
    const [failures] = stage
      .all('FunctionEventInvokeConfig')
      .filter(each => each.inputs.functionName === `clickstream-${name}-job-${job}`)
    expect(failures.inputs).toMatchObject({
      maximumRetryAttempts: 1,
      destinationConfig: { onFailure: { destination: expect.stringMatching(/-jobs-failed$/) } },
    })
    const [schedule] = stage
      .all('aws:scheduler/schedule:Schedule')
      .filter(each => each.name.endsWith(`${id(job)}Schedule`))
    expect(schedule.inputs.target).toMatchObject({
      arn: expect.stringMatching(new RegExp(`:function:clickstream-${name}-job-${job}$`)),
      deadLetterConfig: { arn: expect.stringMatching(/-jobs-failed$/) },
      retryPolicy: { maximumRetryAttempts: 2 },
    })
    // Each caller calls its own.
    expect(stage.actionsOn(`Job${id(job)}CallerRole`, `:function:clickstream-${name}-job-${job}`)).toEqual([
      'lambda:InvokeFunction',
    ])
    expect(stage.actionsOn(`Job${id(job)}Role`, ':sqs:')).toEqual(['sqs:SendMessage'])
  })

  test('their code is built and sent once', () => {
    const code = planned.map(({ job }) => stage.function(`job-${job}`).inputs.s3Key)
    expect(new Set(code).size).toBe(1)
    expect(stage.synthesis.builds.filter(({ handler }) => handler === 'jobs/lambda.handler')).toHaveLength(1)
  })

  test('a job changes what is its own', () => {
    const canDelete = (job: string, prefix: string) =>
      stage.actionsOn(`Job${id(job)}Role`, `-123456789012/${prefix}`).includes('s3:DeleteObject')
    expect(canDelete('compact', 'events/')).toBe(true)
    expect(canDelete('sessions', 'versions/sessions/')).toBe(true)
    expect(canDelete('redrive', 'aws/lambda/')).toBe(true)
    expect(canDelete('redrive', 'refused/')).toBe(true)
    for (const job of ['identities', 'sessions', 'rollups', 'dimensions', 'inventory']) {
      expect(canDelete(job, 'events/'), job).toBe(false)
      expect(canDelete(job, 'versions/events/'), job).toBe(false)
    }
    for (const { job } of planned) {
      expect(canDelete(job, 'raw/'), job).toBe(job === 'retain')
      expect(canDelete(job, 'receipts/'), job).toBe(false)
    }
  })
})

test('every job that runs by the clock is known to the stack', async () => {
  const stage = await stageWith({ jobs: { retain: 'raw=90,rejected=30' } })
  expect(stage.synthesis.errors).toEqual([])
  expect(JSON.parse(stage.one('Schedule', 'JobRetainSchedule').inputs.target.input)).toEqual({
    job: 'retain',
    values: { days: 'raw=90,rejected=30' },
  })
})

const id = (job: string) => job[0].toUpperCase() + job.slice(1)

describe('doors', () => {
  let other: Stage
  beforeAll(async () => {
    other = await stageWith({
      collector: { rejected_apart: false },
      archive: { writer: 'lambda' },
      report: { viewer: false },
      live: false,
    })
  })

  const built = (stage: Stage) => [...new Set(stage.synthesis.builds.map(({ functionID }) => functionID))].sort()

  test('each door is deployed by the settings that ask for it, and by no others', () => {
    expect(built(stageOf('personal'))).toEqual(
      ['Collect', 'Deliver', 'JobIdentities', 'Live', 'Refused', 'Transform', 'View'].sort(),
    )
    expect(other.synthesis.errors).toEqual([])
    expect(built(other)).toEqual(['Archive', 'Collect', 'JobIdentities', 'Transform'].sort())
  })

  test('each is built for the machine it runs on, with what lies beside its code', () => {
    for (const { functionID, runtime, properties, copyFiles } of stageOf('personal').synthesis.builds) {
      expect(runtime, functionID).toBe('nodejs24.x')
      expect(properties, functionID).toMatchObject({ architecture: 'arm64', minify: false, sourcemap: false })
      expect(copyFiles, functionID).toBeDefined()
    }
    const jobs = stageOf('personal').synthesis.builds.find(({ functionID }) => functionID === 'JobIdentities')!
    // Both of the version that is tested here. npm would leave the native part out without a word, were it not named.
    const { version } = JSON.parse(
      readFileSync(join(import.meta.dirname, '../../node_modules/@duckdb/node-api/package.json'), 'utf8'),
    )
    expect(jobs.properties!.install).toEqual({
      '@duckdb/node-api': version,
      '@duckdb/node-bindings-linux-arm64': version,
    })
    expect(jobs.copyFiles!.map(({ to }) => to).sort()).toEqual(['geo-whois-asn-country.mmdb', 'parquet_wasm_bg.wasm'])
  })
})
