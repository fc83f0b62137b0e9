// The tables as Athena sees them are those of packages/events, and the crawler keeps away from them.
import type { Table } from '@clickstream/events/field'
import { queryable } from '@clickstream/events/tables'
import { describe, expect, test } from 'vitest'
import { STAGES } from './setup.ts'
import { type Stage, stageOf } from './stage.ts'

/** Glue's type of each kind, written out once more: the derived ones are held to it. */
const TYPES: Readonly<Record<string, string>> = {
  string: 'string',
  timestamp: 'timestamp',
  decimal: 'decimal(18,4)',
  integer: 'int',
  bigint: 'bigint',
  boolean: 'boolean',
  json: 'string',
}

const tableOf = (stage: Stage, name: string) => stage.one('CatalogTable', `LakeTable-${name}`).inputs

describe.each(STAGES)('%s', stageName => {
  const stage = stageOf(stageName)

  test.each(Object.entries(queryable) as [string, Table][])('%s has the columns of packages/events', (name, table) => {
    const inputs = tableOf(stage, name)
    const described = (fields: Table['fields']) =>
      fields.map(field => ({ name: field.name, type: TYPES[field.kind], comment: field.meaning }))
    expect(inputs.storageDescriptor.columns).toEqual(described(table.fields))
    expect(inputs.partitionKeys).toEqual(described(table.partitions))
    expect(inputs.name).toBe(name)
    expect(inputs.description).toBe(table.meaning)
    // Glue cuts nothing: it refuses comments of more than 255 characters.
    for (const { comment } of [...inputs.storageDescriptor.columns, ...inputs.partitionKeys]) {
      expect(comment.length).toBeLessThanOrEqual(255)
    }
  })

  test('every table is Parquet under its own name in the bucket', () => {
    const bucket = stage.one('aws:s3/bucket:Bucket').inputs.bucket
    expect(
      stage
        .all('CatalogTable')
        .map(({ inputs }) => inputs.name)
        .sort(),
    ).toEqual(Object.keys(queryable).sort())
    for (const { inputs } of stage.all('CatalogTable')) {
      // The mirror finds the lake's root by it.
      expect(inputs.storageDescriptor.location).toBe(`s3://${bucket}/${inputs.name}/`)
      expect(inputs.tableType).toBe('EXTERNAL_TABLE')
      expect(inputs.parameters).toMatchObject({ EXTERNAL: 'TRUE', classification: 'parquet' })
      expect(inputs.storageDescriptor).toMatchObject({
        inputFormat: expect.stringMatching(/MapredParquetInputFormat$/),
        outputFormat: expect.stringMatching(/MapredParquetOutputFormat$/),
        serDeInfo: { serializationLibrary: expect.stringMatching(/ParquetHiveSerDe$/) },
      })
    }
    expect(stage.one('CatalogDatabase').inputs.name).toMatch(/^[a-z0-9_]+$/)
  })

  test('crawlers look at what nobody registers, and change nothing that is there', () => {
    for (const { inputs } of stage.all('aws:glue/crawler:Crawler')) {
      expect(inputs.schemaChangePolicy).toEqual({ updateBehavior: 'LOG', deleteBehavior: 'LOG' })
      expect(JSON.parse(inputs.configuration).CrawlerOutput).toEqual({
        Partitions: { AddOrUpdateBehavior: 'InheritFromTable' },
      })
      expect(inputs.tablePrefix).toBe('crawled_')
      for (const { path } of inputs.s3Targets) {
        const prefix = path.split('/').slice(3).join('/')
        expect(Object.keys(queryable).map(name => `${name}/`)).not.toContain(prefix)
        expect(prefix).toBe('raw/')
      }
    }
    const written = stage
      .statements('CrawlerRole')
      .filter(({ Action }) => [Action].flat().some(action => /^glue:(Create|Update|Batch.*Create)/.test(action)))
      .flatMap(({ Resource }) => Resource)
      .filter((resource: string) => resource.includes(':table/'))
    expect(written).toEqual([expect.stringMatching(/:table\/[a-z0-9_]+\/crawled_\*$/)])
    expect(stage.actionsOn('CrawlerRole', ':s3:').filter(action => /Put|Delete/.test(action))).toEqual([])
    // By itself only where somebody else pays for it.
    expect(stage.all('Crawler').every(({ inputs }) => 'schedule' in inputs === (stageName !== 'personal'))).toBe(true)
  })
})
