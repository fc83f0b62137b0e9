// Athena's engine over another's idea of Athena's API: moto runs no SQL, and answers what it was told.
import { AthenaClient, CreateWorkGroupCommand, ListQueryExecutionsCommand } from '@aws-sdk/client-athena'
import { openAthena } from '@clickstream/query/athena-engine'
import { afterAll, expect, test } from 'vitest'

const client = new AthenaClient()
const workgroup = `engine-${crypto.randomUUID().slice(0, 8)}`
await client.send(new CreateWorkGroupCommand({ Name: workgroup }))
const engine = openAthena(`athena:${workgroup}/lake`, {})
afterAll(() => engine.close())

/** The answer to the next statement: rows of text by column. */
async function tell(columns: readonly (readonly [name: string, type: string])[], rows: readonly (readonly string[])[]) {
  const header = columns.map(([name]) => name)
  const answer = await fetch(`${process.env.AWS_ENDPOINT_URL}/moto-api/static/athena/query-results`, {
    method: 'POST',
    body: JSON.stringify({
      results: [
        {
          rows: [header, ...rows].map(row => ({ Data: row.map(text => ({ VarCharValue: text })) })),
          column_info: columns.map(([Name, Type]) => ({
            ...{ CatalogName: 'hive', SchemaName: '', TableName: '', Label: Name, Name, Type },
            ...{ Precision: 19, Scale: 0, Nullable: 'UNKNOWN', CaseSensitive: false },
          })),
        },
      ],
    }),
  })
  expect(answer.status).toBe(201)
}

test('a statement runs to its end in its workgroup, and its rows are of their types', async () => {
  await tell(
    [
      ['app', 'varchar'],
      ['events', 'bigint'],
      ['at', 'timestamp'],
    ],
    [['store', '42', '2026-01-15 07:00:00.000']],
  )
  const app = { name: 'app', type: 'string', value: "o'store" } as const
  const { columns, rows, receipt } = await engine.run('select app, events, at from t where app = ?', [app])
  expect(columns).toEqual([
    { name: 'app', type: 'varchar' },
    { name: 'events', type: 'bigint' },
    { name: 'at', type: 'timestamp(3)' },
  ])
  expect(rows).toEqual([['store', 42, '2026-01-15T07:00:00.000Z']])
  expect(receipt).toMatchObject({ rows: 1, partitions_known: null })
  const ran = await client.send(new ListQueryExecutionsCommand({ WorkGroup: workgroup }))
  expect(ran.QueryExecutionIds).toHaveLength(1)
})

test('statements at once have each an answer', async () => {
  const [first, second] = await Promise.all([engine.run('select 1', []), engine.run('select 2', [])])
  expect([first.rows, second.rows]).toEqual([[], []])
})
