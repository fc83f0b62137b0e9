// The live counts on DynamoDB.
import { randomUUID } from 'node:crypto'
import { CreateTableCommand, DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { sumParts } from '@clickstream/live/counts'
import { createHandler } from '@clickstream/live/handler'
import { openMinutes } from '@clickstream/live/open'
import { makeEvent } from '@clickstream/stream/invocation'
import { addWindow, openWindow } from '@clickstream/stream/windows'
import { describe, expect, onTestFinished, test } from 'vitest'
import { testMinutes } from '../../packages/live/test/contract.ts'

const client = new DynamoDBClient()

/** As stacks/live.ts makes it. */
async function makeTable(): Promise<string> {
  const TableName = `live-${randomUUID()}`
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['hour', 'part'].map(AttributeName => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: [
        { AttributeName: 'hour', KeyType: 'HASH' },
        { AttributeName: 'part', KeyType: 'RANGE' },
      ],
    }),
  )
  onTestFinished(() => void client.send(new DeleteTableCommand({ TableName })))
  return TableName
}

describe('dynamodb', () => {
  testMinutes(async () => {
    const url = `dynamodb:${await makeTable()}`
    return { minutes: openMinutes(url), again: () => openMinutes(url) }
  })
})

test('a table that is not there is named, with what makes it', async () => {
  const counts = { events: [], links: [], visitors: [], rejected: 0, is_cut: false }
  const minutes = openMinutes('dynamodb:nowhere')
  const put = minutes.put({ minute: 0, shard: 's', part: '1', counts })
  await expect(put).rejects.toThrow('LIVE dynamodb:nowhere: expected a DynamoDB table of this name')
  await minutes.close()
})

test('the handler’s counts are those a viewer reads: two shards, a batch run twice, a window that began anew', async () => {
  const url = `dynamodb:${await makeTable()}`
  const [writing, reading] = [openMinutes(url), openMinutes(url)]
  onTestFinished(async () => void (await Promise.all([writing.close(), reading.close()])))
  const handler = createHandler(writing)
  const minute = Math.floor(Date.now() / 60_000) * 60_000
  const arn = 'arn:aws:kinesis:us-east-1:123456789012:stream/clickstream'
  let sequence = 0
  const records = (count: number) =>
    Array.from({ length: count }, () => {
      const event = { event_type: 'link_clicked', app: 'shortener', short_code: 'a' }
      const data = Buffer.from(JSON.stringify({ received_at: minute, dialect: 'events', event }))
      return { partition_key: 'v', sequence_number: String(++sequence).padStart(56, '0'), arrived_at: minute, data }
    })
  const run = async (shard: string, count: number, state: object = {}, times = 1): Promise<object> => {
    const window = { ...openWindow(minute), state: JSON.stringify(state) }
    const event = addWindow(makeEvent(shard, records(count), arn), window, 60_000, { shard, arn, turn: 'records' })
    for (; times > 1; times--) await handler(event)
    return (await handler(event)).state
  }
  const state = await run('shardId-000000000000', 3)
  await run('shardId-000000000000', 4, state, 3)
  await run('shardId-000000000001', 5)
  await run('shardId-000000000000', 6)
  const [counts] = sumParts(await reading.read(minute, minute + 60_000))
  expect(counts?.links).toEqual([['shortener', 'a', 18, 18]])
})
