// Counts in a DynamoDB table with the keys `hour` (2026-11-23T17) and `part` (25#shard#sequence number), strings both, and
// `expires_at` as its time to live. An hour is one partition: at a write of some 8 KiB each ten seconds and shard, it takes
// about a thousand shards.
import type { AttributeValue, DynamoDBClient, DynamoDBClientConfig } from '@aws-sdk/client-dynamodb'
import type { Counts, Part } from './counts.ts'
import { KEPT_MS, type Minutes } from './minutes.ts'

const HOUR = 3_600_000
const CONNECT_MS = 2000
const ANSWER_MS = 5000
const TRIES = 5

type Sdk = typeof import('@aws-sdk/client-dynamodb')

export class DynamodbMinutes implements Minutes {
  readonly #table: string
  readonly #config: DynamoDBClientConfig
  #opened: Promise<{ sdk: Sdk; client: DynamoDBClient }> | undefined

  /** @param config for tests: what the client is made with, over our own */
  constructor(table: string, config: DynamoDBClientConfig = {}) {
    this.#table = table
    this.#config = config
  }

  async put({ minute, shard, part, counts }: Part): Promise<void> {
    const Item = {
      hour: { S: hourOf(minute) },
      part: { S: `${minuteOf(minute)}#${shard}#${part}` },
      counts: { S: JSON.stringify(counts) },
      expires_at: { N: String(Math.ceil((minute + KEPT_MS) / 1000)) },
    }
    await this.#ask('PutItem', (sdk, client) => client.send(new sdk.PutItemCommand({ TableName: this.#table, Item })))
  }

  async read(from: number, to: number): Promise<Part[]> {
    const hours: Promise<Part[]>[] = []
    for (let hour = from - (from % HOUR); hour < to; hour += HOUR) {
      hours.push(this.#readHour(hour, Math.max(from, hour), Math.min(to, hour + HOUR)))
    }
    return (await Promise.all(hours)).flat()
  }

  async close(): Promise<void> {
    await this.#opened?.then(
      ({ client }) => client.destroy(),
      () => {},
    )
  }

  async #readHour(hour: number, from: number, to: number): Promise<Part[]> {
    const parts: Part[] = []
    let ExclusiveStartKey: Record<string, AttributeValue> | undefined
    do {
      const asked = {
        TableName: this.#table,
        KeyConditionExpression: '#hour = :hour and #part between :from and :to',
        ExpressionAttributeNames: { '#hour': 'hour', '#part': 'part' },
        ExpressionAttributeValues: {
          ':hour': { S: hourOf(hour) },
          ':from': { S: minuteOf(from) },
          // Text: 60 is after 59#…, and 25 before 25#…
          ':to': { S: to === hour + HOUR ? '60' : minuteOf(to) },
        },
        ExclusiveStartKey,
      }
      const page = await this.#ask('Query', (sdk, client) => client.send(new sdk.QueryCommand(asked)))
      for (const item of page.Items ?? []) parts.push(readItem(hour, item))
      ExclusiveStartKey = page.LastEvaluatedKey
    } while (ExclusiveStartKey !== undefined)
    return parts
  }

  async #ask<T>(action: string, send: (sdk: Sdk, client: DynamoDBClient) => Promise<T>): Promise<T> {
    this.#opened ??= this.#open()
    const { sdk, client } = await this.#opened
    try {
      return await send(sdk, client)
    } catch (error) {
      throw explain(error as Error, action, this.#table)
    }
  }

  /** Loaded only where it is used, so that nothing local waits for it. */
  async #open(): Promise<{ sdk: Sdk; client: DynamoDBClient }> {
    const sdk = await import('@aws-sdk/client-dynamodb')
    const requestHandler = { connectionTimeout: CONNECT_MS, requestTimeout: ANSWER_MS, throwOnRequestTimeout: true }
    const client = new sdk.DynamoDBClient({
      maxAttempts: TRIES,
      retryMode: 'standard',
      requestHandler,
      ...this.#config,
    })
    return { sdk, client }
  }
}

/** UTC, 2026-11-23T17 */
function hourOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 13)
}

/** The minute within its hour: 00 to 59. */
function minuteOf(ms: number): string {
  return new Date(ms).toISOString().slice(14, 16)
}

function readItem(hour: number, item: Record<string, AttributeValue>): Part {
  const [minute = '', shard = '', part = ''] = item.part?.S?.split('#') ?? []
  return { minute: hour + Number(minute) * 60_000, shard, part, counts: JSON.parse(item.counts?.S ?? 'null') as Counts }
}

/** The same error, saying what is missing where something is. */
function explain(error: Error, action: string, table: string): Error {
  const says: Readonly<Record<string, string>> = {
    ResourceNotFoundException: `expected a DynamoDB table of this name, there is none here: npx sst deploy makes it`,
    AccessDeniedException: `expected to be allowed dynamodb:${action} on it, it is denied`,
  }
  const why = Object.hasOwn(says, error.name) ? says[error.name] : undefined
  return why === undefined ? error : new Error(`LIVE dynamodb:${table}: ${why}`, { cause: error })
}
