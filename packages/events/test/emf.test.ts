import { expect, test } from 'vitest'
import { isOnLambda, metricLine, tellMetrics } from '../emf.ts'

const NOW = Date.UTC(2026, 10, 23, 8)

test('a line is what CloudWatch makes metrics of, with their units', () => {
  const line = metricLine('production', 'transform', { rows: 10, bytes: 2048, lag_ms: 1500 }, NOW + 0.7)
  expect(line).not.toContain('\n')
  expect(JSON.parse(line)).toEqual({
    rows: 10,
    bytes: 2048,
    lag_ms: 1500,
    stage: 'production',
    step: 'transform',
    _aws: {
      Timestamp: NOW,
      CloudWatchMetrics: [
        {
          Namespace: 'Clickstream',
          Dimensions: [['stage', 'step']],
          Metrics: [
            { Name: 'rows', Unit: 'Count' },
            { Name: 'bytes', Unit: 'Bytes' },
            { Name: 'lag_ms', Unit: 'Milliseconds' },
          ],
        },
      ],
    },
  })
})

test('what is no number is left out, and facts are no metrics', () => {
  const line = JSON.parse(
    metricLine('x', 'jobs', { runs: 1, lag_ms: null, age_ms: Number.NaN, late_ms: 1 / 0 }, NOW, { job: 'compact' }),
  )
  expect(line).toMatchObject({ runs: 1, job: 'compact' })
  expect(Object.keys(line).sort()).toEqual(['_aws', 'job', 'runs', 'stage', 'step'])
  expect(line._aws.CloudWatchMetrics[0].Metrics).toEqual([{ Name: 'runs', Unit: 'Count' }])
})

test('facts take no metric, nor dimension, from its place', () => {
  const line = JSON.parse(metricLine('x', 'jobs', { runs: 1 }, NOW, { runs: 'many', stage: 'y', _aws: 0 }))
  expect(line).toMatchObject({ runs: 1, stage: 'x', _aws: { Timestamp: NOW } })
})

test('more metrics than a line takes are refused', () => {
  const many = Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`m${i}`, i]))
  expect(() => metricLine('x', 'jobs', many, NOW)).toThrow('metrics: expected at most 100 a line, got 101')
})

test('a Lambda function knows itself by the variable that Lambda sets', () => {
  expect(isOnLambda({})).toBe(false)
  expect(isOnLambda({ AWS_LAMBDA_FUNCTION_NAME: 'collect' })).toBe(true)
})

test('only a Lambda function tells, a line at a time, of its stage', () => {
  const lines: string[] = []
  const effects = { clock: () => NOW, write: (text: string) => lines.push(text) }
  tellMetrics('collect', { accepted: 1 }, {}, { ...effects, env: { STAGE: 'x' } })
  expect(lines).toEqual([])
  tellMetrics('collect', { accepted: 1 }, {}, { ...effects, env: { STAGE: 'x', AWS_LAMBDA_FUNCTION_NAME: 'f' } })
  expect(lines).toEqual([`${metricLine('x', 'collect', { accepted: 1 }, NOW)}\n`])
})
