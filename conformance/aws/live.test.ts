// The live counts on DynamoDB.
import { randomUUID } from 'node:crypto'
import { CreateTableCommand, DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { openMinutes } from '@clickstream/live/open'
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
