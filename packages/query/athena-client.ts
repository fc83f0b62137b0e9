// Athena's API as the engine needs it: statements begin, are looked at, are stopped, and their rows come in pages.
import type { AthenaClient, AthenaClientConfig, Datum } from '@aws-sdk/client-athena'

/** Where statements run. */
export interface AthenaPlace {
  readonly workgroup: string
  /** Of Glue's. */
  readonly database: string
}

export interface Start extends AthenaPlace {
  readonly sql: string
  /** The same statement with the same token begins once, however often it is asked for. */
  readonly token: string
  /** Minutes that an earlier answer to the same text may be old; 0: always a new one. */
  readonly reuse_minutes: number
}

/** What Athena says of a statement. */
export interface Execution {
  readonly id: string
  readonly state: 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED'
  /** Why it failed, in Athena's words. */
  readonly reason: string
  /** 1: Athena itself, 2: the statement, 3: another; null where it did not fail. */
  readonly category: number | null
  readonly is_retryable: boolean
  readonly scanned_bytes: number
  /** It is an earlier statement's answer. */
  readonly is_reused: boolean
  /** Athena engine version 3; null until it runs. */
  readonly engine: string | null
}

export interface AthenaColumn {
  readonly name: string
  /** Athena's name, without precision and scale, and without the types of what an array, map or row has. */
  readonly type: string
  readonly precision: number
  readonly scale: number
}

/** Rows as text; null is null. The first row of the first page has the columns' names. */
export interface Page {
  readonly columns: readonly AthenaColumn[]
  readonly rows: readonly (readonly (string | null)[])[]
  readonly next: string | undefined
}

export interface Athena {
  start(statement: Start): Promise<string>
  look(id: string, signal: AbortSignal): Promise<Execution>
  stop(id: string): Promise<void>
  page(id: string, next: string | undefined, signal: AbortSignal): Promise<Page>
  close(): void
}

/** The most rows of a page. */
const PAGE_ROWS = 1000

/** Throttled calls wait longer each time, some seconds in all. */
const patient: AthenaClientConfig = {
  maxAttempts: 8,
  retryMode: 'standard',
  requestHandler: { connectionTimeout: 3000, requestTimeout: 20_000, throwOnRequestTimeout: true },
}

/** Region, credentials and endpoint are the environment's, as AWS's SDK reads it. The SDK is loaded with the first call. */
export function connectAthena(config: AthenaClientConfig = {}): Athena {
  let opened: Promise<Opened> | undefined
  const open = () => {
    opened ??= load({ ...patient, ...config })
    return opened
  }
  return {
    async start({ sql, workgroup, database, token, reuse_minutes }) {
      const { sdk, client } = await open()
      const reuse = { Enabled: reuse_minutes > 0, MaxAgeInMinutes: reuse_minutes }
      const { QueryExecutionId } = await client.send(
        new sdk.StartQueryExecutionCommand({
          QueryString: sql,
          WorkGroup: workgroup,
          QueryExecutionContext: { Database: database },
          ClientRequestToken: token,
          ...(reuse_minutes > 0 ? { ResultReuseConfiguration: { ResultReuseByAgeConfiguration: reuse } } : {}),
        }),
      )
      return QueryExecutionId!
    },
    async look(id, abortSignal) {
      const { sdk, client } = await open()
      const asked = new sdk.GetQueryExecutionCommand({ QueryExecutionId: id })
      const { QueryExecution: found } = await client.send(asked, { abortSignal })
      const { Status: status, Statistics: statistics, EngineVersion: version } = found ?? {}
      return {
        id,
        state: status?.State ?? 'QUEUED',
        reason: status?.StateChangeReason ?? status?.AthenaError?.ErrorMessage ?? '',
        category: status?.AthenaError?.ErrorCategory ?? null,
        is_retryable: status?.AthenaError?.Retryable ?? false,
        scanned_bytes: statistics?.DataScannedInBytes ?? 0,
        is_reused: statistics?.ResultReuseInformation?.ReusedPreviousResult ?? false,
        engine: version?.EffectiveEngineVersion ?? null,
      }
    },
    async stop(id) {
      const { sdk, client } = await open()
      await client.send(new sdk.StopQueryExecutionCommand({ QueryExecutionId: id }))
    },
    async page(id, next, abortSignal) {
      const { sdk, client } = await open()
      const asked = { QueryExecutionId: id, MaxResults: PAGE_ROWS, ...(next === undefined ? {} : { NextToken: next }) }
      const { ResultSet, NextToken } = await client.send(new sdk.GetQueryResultsCommand(asked), { abortSignal })
      const columns = ResultSet?.ResultSetMetadata?.ColumnInfo ?? []
      return {
        columns: columns.map(({ Name, Type, Precision, Scale }) => ({
          name: Name ?? '',
          type: Type ?? 'varchar',
          precision: Precision ?? 0,
          scale: Scale ?? 0,
        })),
        rows: (ResultSet?.Rows ?? []).map(({ Data }) => (Data ?? []).map(textOf)),
        next: NextToken,
      }
    },
    close() {
      void opened?.then(({ client }) => client.destroy())
    },
  }
}

interface Opened {
  readonly sdk: typeof import('@aws-sdk/client-athena')
  readonly client: AthenaClient
}

async function load(config: AthenaClientConfig): Promise<Opened> {
  const sdk = await import('@aws-sdk/client-athena')
  return { sdk, client: new sdk.AthenaClient(config) }
}

/** An empty text is there; null is not. */
function textOf({ VarCharValue }: Datum): string | null {
  return VarCharValue ?? null
}
