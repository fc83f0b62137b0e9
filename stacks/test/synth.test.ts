// The synthesis itself: that it tells what is there, and cannot miss what the real engine would refuse.
import { expect, test } from 'vitest'
import { look } from '../../scripts/synth/provider.ts'
import { findUnknown, type Resource, record } from '../../scripts/synth/record.ts'
import { describeSynthesis } from '../../scripts/synth/table.ts'
import { STAGES } from './setup.ts'
import { stageOf, stageWith } from './stage.ts'

test.each(STAGES)(
  '%s is listed in 80 columns, stack by stack in the order of the data, with every resource counted',
  name => {
    const { synthesis } = stageOf(name)
    const lines = describeSynthesis(synthesis)
    expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(80)
    const stacks = lines.slice(1).flatMap(line => /^([a-z]+) +(\d+)$/.exec(line)?.slice(1, 2) ?? [])
    expect(stacks).toEqual(['lake', 'collect', 'transform', 'jobs', 'query', 'live', 'report', 'observe'])
    const total = Number(/: (\d+) resources/.exec(lines[0])![1])
    const real = synthesis.resources.filter(({ custom, type }) => custom && !/^(sst|pulumi):/.test(type))
    expect(total).toBe(real.length)
    const counts = lines.flatMap(line => /^[a-z]+ +(\d+)$/.exec(line)?.[1] ?? []).map(Number)
    expect(counts.reduce((sum, each) => sum + each, 0)).toBe(total)
  },
)

const wire = {
  specialSigKey: 'sig',
  specialSecretSig: 'secret',
  specialAssetSig: 'asset',
  specialArchiveSig: 'archive',
  specialResourceSig: 'resource',
  unknownValue: 'unknown',
}

/** As Pulumi asks for a resource. */
const request = (name: string, inputs: unknown) => ({
  getType: () => 'aws:sqs/queue:Queue',
  getName: () => name,
  getParent: () => '',
  getCustom: () => true,
  getProtect: () => false,
  getRetainondelete: () => false,
  getDependenciesList: () => [],
  getObject: () => ({ toJavaScript: () => inputs }),
})

test('a resource that is made twice, and what nobody knows, are found', () => {
  const resources: Resource[] = []
  const errors: string[] = []
  const monitor = { newUrn: () => '', registerResource: () => undefined }
  record(monitor, wire, 'clickstream', 'test', { resources, errors })
  const register = monitor.registerResource as (asked: unknown, done: unknown) => unknown
  register.call(monitor, request('Queue', { name: 'unknown', key: { sig: 'secret', value: 'k' } }), undefined)
  register.call(monitor, request('Other', { tags: [{ a: 'unknown' }] }), undefined)
  expect(errors).toEqual([])
  register.call(monitor, request('Queue', {}), undefined)
  expect(errors).toEqual([expect.stringContaining('Queue: expected once, registered twice')])
  expect(resources[0].inputs).toEqual({ name: { $unknown: true }, key: { $secret: 'k' } })
  expect(resources.flatMap(({ name, inputs }) => findUnknown(inputs, name))).toEqual(['Queue.name', 'Other.tags.0.a'])
})

test('a question to AWS that has no answer here is an error', () => {
  expect(() => look('aws:ec2/getVpc:getVpc', {})).toThrow(/aws:ec2\/getVpc:getVpc: the synthesis has no answer/)
})

test('settings are laid over those of the stage, value by value', async () => {
  const stage = await stageWith({ transform: { batch_size: 77 }, observe: { log_days: 90 } })
  expect(stage.one('EventSourceMapping', 'TransformMapping').inputs.batchSize).toBe(77)
  expect(new Set(stage.all('LogGroup').map(({ inputs }) => inputs.retentionInDays))).toEqual(new Set([90]))
  // What is not said stays.
  expect(stage.one('EventSourceMapping', 'TransformMapping').inputs.maximumRetryAttempts).toBe(10)
})
