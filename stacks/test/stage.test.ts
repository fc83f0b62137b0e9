// What holds for every stage as a whole.
import { isKept, settingsOf } from '@clickstream/deployment/settings'
import { describe, expect, test } from 'vitest'
import { synthesise } from '../../scripts/synth/synthesis.ts'
import { STAGES } from './setup.ts'
import { open, stageOf } from './stage.ts'

/** The most characters of a name, by the end of its type. */
const LONGEST: Readonly<Record<string, number>> = {
  Function: 64,
  Role: 64,
  Bucket: 63,
  Queue: 80,
  Schedule: 64,
  FirehoseDeliveryStream: 64,
  Stream: 128,
  Table: 255,
}

/** Every text in a value, with where it stands. */
function texts(value: unknown, at = ''): [string, string][] {
  if (typeof value === 'string') return [[at, value]]
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, each]) => texts(each, `${at}.${key}`))
}

describe.each(STAGES)('%s', name => {
  const stage = stageOf(name)
  const { synthesis } = stage

  test('is synthesised without a fault', () => {
    expect(synthesis.errors).toEqual([])
    expect(synthesis.resources.length).toBeGreaterThan(100)
    expect(synthesis.app).toMatchObject({ name: 'clickstream', stage: name, home: 'aws' })
  })

  test('every resource has a name of its own', () => {
    const urns = synthesis.resources.map(({ urn }) => urn)
    expect(new Set(urns).size).toBe(urns.length)
  })

  test('every resource is of a stack', () => {
    const strays = synthesis.resources.filter(({ custom, stack }) => custom && stack === 'app')
    expect(strays.map(({ urn }) => urn)).toEqual([])
  })

  test('nothing is asked for that is not there', () => {
    const holes = synthesis.resources.flatMap(({ type, name: of, inputs }) =>
      texts(open(inputs), `${type} ${of}`).filter(([, text]) => /undefined|\[object |Calling \[toString\]/.test(text)),
    )
    expect(holes).toEqual([])
  })

  test('before a first deploy, nothing is asked that only AWS could say', async () => {
    const preview = await synthesise(name, { preview: true })
    expect(preview.errors).toEqual([])
    expect(preview.unknown).toEqual([])
    expect(preview.resources.map(({ urn }) => urn)).toEqual(synthesis.resources.map(({ urn }) => urn))
  })

  test('everything is tagged, and in the region of its settings', () => {
    // biome-ignore lint/suspicious/noExplicitAny: as sst.config.ts has it
    const { aws } = (synthesis.app as any).providers
    expect(aws.defaultTags.tags).toEqual({ app: 'clickstream', stage: name })
    expect(aws.region).toBe(settingsOf(name).region)
  })

  test('names are as long as AWS lets them be', () => {
    for (const { type, name: of, inputs } of synthesis.resources.filter(each => each.type.startsWith('aws:'))) {
      const longest = LONGEST[type.split(':').at(-1)!]
      const own = inputs.name ?? inputs.bucket
      // A stage's name may be 20 characters long.
      if (longest !== undefined && typeof own === 'string') {
        expect(own.length - name.length + 20, `${type} ${of} ${own}`).toBeLessThanOrEqual(longest)
      }
    }
  })

  test('data stays where the stage is kept, and goes where it is not', () => {
    const isStaying = isKept(name)
    expect(synthesis.app).toMatchObject({ protect: isStaying, removal: isStaying ? 'retain' : 'remove' })
    for (const [type, of] of [
      ['aws:kms/key:Key', 'LakeKey'],
      ['aws:s3/bucket:Bucket', 'LakeBucket'],
      ['aws:dynamodb/table:Table', 'LakeCatalog'],
      ['aws:kinesis/stream:Stream', 'CollectStream'],
    ] as const) {
      const { options } = stage.all(type).find(each => each.name === of)!
      expect(options, of).toMatchObject({ retainOnDelete: isStaying, protect: isStaying })
    }
    expect(stage.all('aws:s3/bucket:Bucket').map(({ inputs }) => inputs.forceDestroy)).toEqual([!isStaying])
  })
})

test('a stage whose name leaves no room for others is refused', async () => {
  const { errors } = await synthesise('a-stage-whose-name-is-too-long')
  expect(errors.join()).toMatch(/stage: expected 1 to 20 .*, got a-stage-whose-name-is-too-long/)
})
