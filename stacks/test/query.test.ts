// Athena: where answers go, what one may read, and each saved query.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isPreparable } from '@clickstream/deployment/prepared'
import { settingsOf } from '@clickstream/deployment/settings'
import { describe, expect, test } from 'vitest'
import { STAGES } from './setup.ts'
import { stageOf, stageWith } from './stage.ts'

const folder = join(import.meta.dirname, '../../queries')
const files = readdirSync(folder).map(file => file.replace(/\.sql$/, ''))
const textOf = (name: string) => readFileSync(join(folder, `${name}.sql`), 'utf8')
/** Without the header, which the deploy leaves out by itself. */
const sqlOf = (name: string) =>
  textOf(name)
    .replace(/^(--.*\r?\n)+/, '')
    .trim()

describe.each(STAGES)('%s', name => {
  const stage = stageOf(name)
  const workgroup = stage.one('aws:athena/workgroup:Workgroup')

  test('the workgroup decides: engine 3, answers encrypted with the key, and an end to what one may read', () => {
    const { configuration, forceDestroy } = workgroup.inputs
    const key = stage.one('aws:kms/key:Key')
    expect(configuration).toMatchObject({
      enforceWorkgroupConfiguration: true,
      engineVersion: { selectedEngineVersion: 'Athena engine version 3' },
      bytesScannedCutoffPerQuery: settingsOf(name).query.cutoff_bytes,
      publishCloudwatchMetricsEnabled: true,
      resultConfiguration: {
        outputLocation: expect.stringMatching(/^s3:\/\/clickstream-[^/]+\/athena\/$/),
        encryptionConfiguration: {
          encryptionOption: 'SSE_KMS',
          kmsKeyArn: expect.stringContaining(key.name.toLowerCase()),
        },
      },
    })
    // Athena's least is 10 MB.
    expect(configuration.bytesScannedCutoffPerQuery).toBeGreaterThanOrEqual(10_000_000)
    expect(forceDestroy).toBe(name === 'personal')
  })

  test('each saved query is a named query of the workgroup, with the text of its file', () => {
    const named = stage.all('aws:athena/namedQuery:NamedQuery')
    expect(named.map(each => each.name.replace('QueryNamed-', '')).sort()).toEqual(files.toSorted())
    for (const { name, inputs } of named) {
      expect(inputs.query).toBe(textOf(name.replace('QueryNamed-', '')))
      expect(inputs.workgroup).toBe(workgroup.inputs.name)
      expect(inputs.database).toBe(stage.one('aws:glue/catalogDatabase:CatalogDatabase').inputs.name)
      expect(inputs.description.length).toBeLessThanOrEqual(1024)
    }
  })

  test('each whose ? are where Athena takes them is a prepared statement, by the name of its file', () => {
    const prepared = stage.all('aws:athena/preparedStatement:PreparedStatement')
    expect(prepared.map(({ inputs }) => inputs.name).sort()).toEqual(
      files.filter(each => isPreparable(sqlOf(each))).sort(),
    )
    for (const { inputs } of prepared) {
      expect(inputs.name).toMatch(/^[a-zA-Z_][a-zA-Z0-9_@:]{0,255}$/)
      expect(inputs.queryStatement).toBe(sqlOf(inputs.name))
    }
  })
})

test('the viewer takes answers again for as long as the stage says', async () => {
  expect(stageOf('personal').environment('view').ENGINE).toMatch(
    /^athena:clickstream-personal-query\/clickstream_personal$/,
  )
  const stage = await stageWith({ query: { reuse_minutes: 60 } })
  expect(stage.environment('view').ENGINE).toMatch(/\?reuse=60$/)
})
