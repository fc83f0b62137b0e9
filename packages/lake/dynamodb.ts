import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type {
  AttributeValue,
  CancellationReason,
  DynamoDBClient,
  DynamoDBClientConfig,
  KeysAndAttributes,
  TransactWriteItem,
} from '@aws-sdk/client-dynamodb'
import { type Expression, expressionOf, fromAttributes, keyOf, spanOf } from './dynamodb-expression.ts'
import { type Item, type Items, type Key, nameItem, type Span, Unmet, type Write } from './items.ts'
import { CONNECT_MS, explain, IDLE_MS, nameOf } from './refusal.ts'

type Sdk = typeof import('@aws-sdk/client-dynamodb')

/** Keys in one BatchGetItem. */
const GET_MOST = 100
/** How often what is throttled or in another's way is tried again, over a minute in all, beside the SDK's own tries. */
const TRIES = 12
const LONGEST_MS = 8000
/** Nothing is wrong with the request: another was at the same item, or there were too many. */
const BUSY = new Set([
  'TransactionConflict',
  'TransactionConflictException',
  'TransactionInProgressException',
  'ThrottlingError',
  'ThrottlingException',
  'ProvisionedThroughputExceeded',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
])

export interface DynamoOptions {
  /** For tests: what the client is made with, over our own. */
  readonly client?: DynamoDBClientConfig
  readonly pause?: (ms: number) => Promise<unknown>
}

/** A DynamoDB table with the keys pk and sk, strings both. Reads are consistent. */
export class DynamoTable implements Items {
  readonly name: string
  readonly #options: DynamoOptions
  #opened: Promise<{ sdk: Sdk; client: DynamoDBClient }> | undefined

  constructor(name: string, options: DynamoOptions = {}) {
    this.name = name
    this.#options = options
  }

  async get(keys: readonly Key[]): Promise<Item[]> {
    // DynamoDB takes no key twice.
    const all = [...new Map(keys.map(key => [nameItem(key), keyOf(key)])).values()]
    const found: Item[] = []
    for (let i = 0; i < all.length; i += GET_MOST) {
      let left: KeysAndAttributes | undefined = { Keys: all.slice(i, i + GET_MOST), ConsistentRead: true }
      for (let tries = 1; left !== undefined; tries++) {
        const RequestItems: Record<string, KeysAndAttributes> = { [this.name]: left }
        const answer = await this.#ask('BatchGetItem', (sdk, client) =>
          client.send(new sdk.BatchGetItemCommand({ RequestItems })),
        )
        found.push(...(answer.Responses?.[this.name] ?? []).map(fromAttributes))
        left = answer.UnprocessedKeys?.[this.name]
        if (left !== undefined) await this.#pause(tries)
      }
    }
    return found
  }

  async query(pk: string, span: Span = {}): Promise<Item[]> {
    const { from, to, isDescending = false, limit } = span
    // DynamoDB takes a stretch that ends before it begins for an error.
    if (from !== undefined && to !== undefined && Buffer.compare(Buffer.from(from), Buffer.from(to)) > 0) return []
    const found: Item[] = []
    let ExclusiveStartKey: Record<string, AttributeValue> | undefined
    do {
      const asked = {
        TableName: this.name,
        ConsistentRead: true,
        ...spanOf(pk, span),
        ScanIndexForward: !isDescending,
        Limit: limit === undefined ? undefined : limit - found.length,
        ExclusiveStartKey,
      }
      const page = await this.#ask('Query', (sdk, client) => client.send(new sdk.QueryCommand(asked)))
      found.push(...(page.Items ?? []).map(fromAttributes))
      ExclusiveStartKey = page.LastEvaluatedKey
    } while (ExclusiveStartKey !== undefined && (limit === undefined || found.length < limit))
    return found
  }

  async write(writes: readonly Write[]): Promise<void> {
    if (writes.length === 0) return
    const all = writes.map(write => expressionOf(this.name, write))
    const [only] = all
    // An update that changes nothing would make the item.
    if (all.length === 1 && only!.kind !== 'ConditionCheck') await this.#writeOne(only!)
    else await this.#writeAll(all)
  }

  async close(): Promise<void> {
    if (this.#opened !== undefined) (await this.#opened).client.destroy()
  }

  async #writeOne({ kind, input }: Expression): Promise<void> {
    try {
      if (kind === 'Delete') {
        await this.#ask('DeleteItem', (sdk, client) => client.send(new sdk.DeleteItemCommand(input)))
      } else await this.#ask('UpdateItem', (sdk, client) => client.send(new sdk.UpdateItemCommand(input)))
    } catch (error) {
      if (nameOf(error) !== 'ConditionalCheckFailedException') throw error
      const { Item: was } = error as { Item?: Record<string, AttributeValue> }
      throw new Unmet([was === undefined ? null : fromAttributes(was)])
    }
  }

  async #writeAll(all: readonly Expression[]): Promise<void> {
    const TransactItems = all.map(({ kind, input }) => ({ [kind]: input }) as TransactWriteItem)
    // One for all tries: a try whose answer was lost is not made twice.
    const ClientRequestToken = randomUUID()
    try {
      await this.#ask('TransactWriteItems', (sdk, client) =>
        client.send(new sdk.TransactWriteItemsCommand({ TransactItems, ClientRequestToken })),
      )
    } catch (error) {
      const reasons = reasonsOf(error)
      if (!reasons.some(({ Code }) => Code === 'ConditionalCheckFailed')) throw error
      throw new Unmet(
        reasons.map(({ Code, Item: was }) => {
          if (Code !== 'ConditionalCheckFailed') return undefined
          return was === undefined || Object.keys(was).length === 0 ? null : fromAttributes(was)
        }),
      )
    }
  }

  /** Tries again what is throttled or in another's way. */
  async #ask<T>(action: string, ask: (sdk: Sdk, client: DynamoDBClient) => Promise<T>): Promise<T> {
    const { sdk, client } = await this.#open()
    for (let tries = 1; ; tries++) {
      try {
        return await ask(sdk, client)
      } catch (error) {
        if (!isBusy(error) || tries === TRIES) {
          throw explain(error, { action: `dynamodb:${action}`, resource: `DynamoDB table ${this.name}` })
        }
        await this.#pause(tries)
      }
    }
  }

  #pause(tries: number): Promise<unknown> {
    const ms = Math.random() * Math.min(LONGEST_MS, 25 * 2 ** tries)
    return (this.#options.pause ?? sleep)(ms)
  }

  #open(): Promise<{ sdk: Sdk; client: DynamoDBClient }> {
    this.#opened ??= import('@aws-sdk/client-dynamodb').then(sdk => {
      const requestHandler = { connectionTimeout: CONNECT_MS, socketTimeout: IDLE_MS }
      return { sdk, client: new sdk.DynamoDBClient({ maxAttempts: 6, requestHandler, ...this.#options.client }) }
    })
    return this.#opened
  }
}

function reasonsOf(error: unknown): readonly CancellationReason[] {
  if (nameOf(error) !== 'TransactionCanceledException') return []
  return (error as { CancellationReasons?: CancellationReason[] }).CancellationReasons ?? []
}

/** A transaction that was cancelled is tried again only where no item was other than it had to be. */
function isBusy(error: unknown): boolean {
  const codes = reasonsOf(error).flatMap(({ Code }) => (Code === undefined || Code === 'None' ? [] : [Code]))
  return codes.length > 0 ? codes.every(code => BUSY.has(code)) : BUSY.has(nameOf(error))
}
