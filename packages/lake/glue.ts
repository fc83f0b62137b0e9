// Glue's partitions, as Athena reads them: written and read, and nothing decided.
import { hash } from 'node:crypto'
import type {
  GlueClient,
  GlueClientConfig,
  PartitionError,
  PartitionInput,
  StorageDescriptor,
} from '@aws-sdk/client-glue'
import { keyOf } from './partition.ts'
import { CONNECT_MS, explain, nameOf } from './refusal.ts'

type Sdk = typeof import('@aws-sdk/client-glue')
type Values = Readonly<Record<string, string>>

/** Partitions in one request. */
const WRITE_MOST = 100
const DELETE_MOST = 25
/** Who lands a batch does not wait for its mirror much longer than half a minute. */
const ATTEMPTS = 4
const IDLE_MS = 8000
/** Says of which columns a partition was written. */
const COLUMNS = 'clickstream.columns'

/** A partition as Athena is to see it, below the lake's root; null: not at all. */
export interface Wanted {
  readonly values: Values
  readonly location: string | null
}

interface GlueTable {
  readonly keys: readonly string[]
  readonly descriptor: StorageDescriptor
  /** Where the lake's keys begin: s3://bucket/ or s3://bucket/prefix/ */
  readonly root: string
  /** The table's columns in a few characters. */
  readonly columns: string
}

export interface GlueOptions {
  /** For tests: what the client is made with, over our own. */
  readonly client?: GlueClientConfig
}

export class GlueDatabase {
  readonly name: string
  readonly #options: GlueOptions
  readonly #tables = new Map<string, Promise<GlueTable>>()
  #opened: Promise<{ sdk: Sdk; client: GlueClient }> | undefined

  constructor(name: string, options: GlueOptions = {}) {
    this.name = name
    this.#options = options
  }

  /** Makes Glue have these as they are wanted, whatever it has. @throws Error when Glue refuses one of them */
  async write(table: string, wanted: readonly Wanted[]): Promise<void> {
    const known = await this.#describe(table)
    const there = wanted.filter(({ location }) => location !== null)
    for (let i = 0; i < there.length; i += WRITE_MOST) {
      await this.#put(
        table,
        there.slice(i, i + WRITE_MOST).map(each => inputOf(known, each)),
      )
    }
    const gone = wanted.filter(({ location }) => location === null).map(({ values }) => valuesOf(known, values))
    for (let i = 0; i < gone.length; i += DELETE_MOST) {
      const asked = { PartitionsToDelete: gone.slice(i, i + DELETE_MOST).map(Values => ({ Values })) }
      const { Errors } = await this.#ask('BatchDeletePartition', table, (sdk, client) =>
        client.send(new sdk.BatchDeletePartitionCommand({ ...this.#of(table), ...asked })),
      )
      refuse(table, Errors, 'EntityNotFoundException')
    }
  }

  /** The partitions that Glue has: by keyOf their values their location, null where it or the columns are not as we write them. */
  async read(table: string): Promise<Map<string, Wanted>> {
    // Anew, as a deploy may have changed its columns.
    this.#tables.delete(table)
    const { keys, root, columns } = await this.#describe(table)
    const found = new Map<string, Wanted>()
    let NextToken: string | undefined
    do {
      const asked = { ...this.#of(table), NextToken, ExcludeColumnSchema: true, MaxResults: 1000 }
      const page = await this.#ask('GetPartitions', table, (sdk, client) =>
        client.send(new sdk.GetPartitionsCommand(asked)),
      )
      for (const { Values = [], StorageDescriptor, Parameters } of page.Partitions ?? []) {
        const values = Object.fromEntries(keys.map((key, i) => [key, Values[i] ?? '']))
        const url = StorageDescriptor?.Location ?? ''
        const isOurs = url.startsWith(root) && Parameters?.[COLUMNS] === columns
        found.set(keyOf(values), { values, location: isOurs ? url.slice(root.length) : null })
      }
      NextToken = page.NextToken
    } while (NextToken !== undefined)
    return found
  }

  async close(): Promise<void> {
    if (this.#opened !== undefined) (await this.#opened).client.destroy()
  }

  /** First as if none were there: most are new. What is there is then written over. */
  async #put(table: string, inputs: readonly PartitionInput[]): Promise<void> {
    const { Errors: errors = [] } = await this.#ask('BatchCreatePartition', table, (sdk, client) =>
      client.send(new sdk.BatchCreatePartitionCommand({ ...this.#of(table), PartitionInputList: [...inputs] })),
    )
    refuse(table, errors, 'AlreadyExistsException')
    const there = new Set(errors.map(({ PartitionValues }) => JSON.stringify(PartitionValues)))
    const Entries = inputs
      .filter(({ Values }) => there.has(JSON.stringify(Values)))
      .map(input => ({ PartitionValueList: input.Values!, PartitionInput: input }))
    if (Entries.length === 0) return
    const { Errors } = await this.#ask('BatchUpdatePartition', table, (sdk, client) =>
      client.send(new sdk.BatchUpdatePartitionCommand({ ...this.#of(table), Entries })),
    )
    // One that went meanwhile: who took it away looks after it.
    refuse(
      table,
      Errors?.map(({ PartitionValueList: PartitionValues, ErrorDetail }) => ({ PartitionValues, ErrorDetail })),
      'EntityNotFoundException',
    )
  }

  #describe(table: string): Promise<GlueTable> {
    const known = this.#tables.get(table) ?? this.#readTable(table)
    this.#tables.set(table, known)
    known.catch(() => this.#tables.delete(table))
    return known
  }

  async #readTable(name: string): Promise<GlueTable> {
    const { Table } = await this.#ask('GetTable', name, (sdk, client) =>
      client.send(new sdk.GetTableCommand({ DatabaseName: this.name, Name: name })),
    )
    const descriptor = Table?.StorageDescriptor ?? {}
    const url = `${descriptor.Location ?? ''}/`.replace(/\/+$/, '/')
    if (!url.endsWith(`/${name}/`)) {
      throw new Error(`Glue table ${this.name}.${name}: expected a location that ends in /${name}/, got ${url}`)
    }
    const keys = (Table?.PartitionKeys ?? []).map(key => key.Name!)
    const columns = hash('sha256', JSON.stringify((descriptor.Columns ?? []).map(({ Name, Type }) => [Name, Type])))
    return { keys, descriptor, root: url.slice(0, -name.length - 1), columns: columns.slice(0, 16) }
  }

  #of(table: string): { DatabaseName: string; TableName: string } {
    return { DatabaseName: this.name, TableName: table }
  }

  async #ask<T>(action: string, table: string, ask: (sdk: Sdk, client: GlueClient) => Promise<T>): Promise<T> {
    this.#opened ??= import('@aws-sdk/client-glue').then(sdk => {
      const requestHandler = { connectionTimeout: CONNECT_MS, socketTimeout: IDLE_MS }
      return { sdk, client: new sdk.GlueClient({ maxAttempts: ATTEMPTS, requestHandler, ...this.#options.client }) }
    })
    const { sdk, client } = await this.#opened
    return ask(sdk, client).catch(error => {
      throw explain(error, { action: `glue:${action}`, resource: `Glue table ${this.name}.${table}` })
    })
  }
}

function valuesOf({ keys }: GlueTable, values: Values): string[] {
  return keys.map(key => values[key] ?? '')
}

function inputOf(table: GlueTable, { values, location }: Wanted): PartitionInput {
  return {
    Values: valuesOf(table, values),
    StorageDescriptor: { ...table.descriptor, Location: `${table.root}${location}` },
    Parameters: { [COLUMNS]: table.columns },
  }
}

/** @throws Error for the first of these errors that is none of that name */
function refuse(table: string, errors: readonly PartitionError[] | undefined, except: string): void {
  const wrong = errors?.find(({ ErrorDetail }) => ErrorDetail?.ErrorCode !== except)
  if (wrong === undefined) return
  const { ErrorCode: name = '', ErrorMessage: message = '' } = wrong.ErrorDetail ?? {}
  const of = `Glue table ${table}, partition ${wrong.PartitionValues?.join('/')}`
  throw new Error(`${of}: expected to be written, got ${nameOf({ name })}: ${message}`)
}
