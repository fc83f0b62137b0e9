// Athena's engine against a server that speaks as Athena does.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { describe, expect, test } from 'vitest'
import { connectAthena } from '../athena-client.ts'
import { AthenaEngine, openAthena, readPlace } from '../athena-engine.ts'
import { writeParquet } from '../duckdb-parquet.ts'
import { EngineError, QueryError } from '../engine.ts'
import { FakeAthena, type Told } from './athena-server.ts'
import { parameter } from './lake.ts'

const numbers = [{ Name: 'n', Type: 'integer' }]
const credentials = { accessKeyId: 'testing', secretAccessKey: 'testing' }
const one: Told = { columns: numbers, pages: [[['n'], ['1']]], statistics: { DataScannedInBytes: 1 } }
const failed = (reason: string, category: number, retryable = false): Told => ({
  states: [
    {
      State: 'FAILED',
      StateChangeReason: reason,
      AthenaError: { ErrorCategory: category, Retryable: retryable, ErrorMessage: reason },
    },
  ],
})

describe('a statement', () => {
  test('runs in its workgroup and database, is looked at until it is done, and has a receipt', async () => {
    await using athena = await FakeAthena.open({ completeUpTo: async () => 5000 })
    athena.told = [{ ...one, states: ['QUEUED', 'RUNNING', 'SUCCEEDED'] }]
    const { columns, rows, receipt } = await athena.engine.run('select 1 as n', [])
    expect({ columns, rows }).toEqual({ columns: [{ name: 'n', type: 'integer' }], rows: [[1]] })
    expect(receipt).toEqual({
      rows: 1,
      files_read: null,
      bytes_read: 1,
      bytes_billed: 10 * 1024 ** 2,
      partitions_read: null,
      partitions_known: null,
      complete_up_to: '1970-01-01T00:00:05.000Z',
      elapsed_ms: expect.any(Number),
      engine: 'Athena engine version 3',
    })
    expect(athena.calls[0]).toEqual([
      'StartQueryExecution',
      {
        QueryString: 'select 1 as n',
        WorkGroup: 'house',
        QueryExecutionContext: { Database: 'lake' },
        ClientRequestToken: expect.stringMatching(/^[\w-]{36}$/),
      },
    ])
    expect(athena.count('GetQueryExecution')).toBe(3)
  })

  test('has its parameters written in, each as a literal of its type', async () => {
    await using athena = await FakeAthena.open()
    athena.told = [one]
    await athena.engine.run("select '?' as q, ? from events where a = ?and b in (-?, ?, ?, ?) /* ? */ limit ?", [
      parameter('string', "o'b\\'; drop table events --\n"),
      parameter('date', '2026-01-31'),
      parameter('integer', '-7'),
      parameter('decimal', '12.50'),
      parameter('timestamp', '2026-01-31T12:00:00.000Z'),
      parameter('string', null),
      parameter('integer', '20'),
    ])
    expect(athena.statements[0]).toBe(
      "select '?' as q, 'o''b\\''; drop table events --\n' from events where a = date '2026-01-31' and b in (-(-7), decimal '12.50', timestamp '2026-01-31 12:00:00.000', cast(null as varchar)) /* ? */ limit 20",
    )
  })

  test('is not begun where a value is not of its type, it does more than read, is two, or is too long', async () => {
    await using athena = await FakeAthena.open()
    const wrong: (readonly [string, Parameters<typeof parameter>[]])[] = [
      ['select ?', [['integer', '1 or 1=1']]],
      ['select ?', [['date', "2026-01-01' or '"]]],
      ['select ?', []],
      ['drop table events', []],
      ['insert into events select 1', []],
      ['select 1; drop table events', []],
      [`select '${'x'.repeat(262_144)}'`, []],
    ]
    for (const [sql, given] of wrong) {
      const asked = athena.engine.run(
        sql,
        given.map(each => parameter(...each)),
      )
      await expect(asked, sql.slice(0, 50)).rejects.toThrow(QueryError)
    }
    expect(athena.calls).toEqual([])
  })

  test('about the tables themselves is answered here, for nothing', async () => {
    await using athena = await FakeAthena.open()
    const { rows, receipt } = await athena.engine.run('show tables', [])
    expect(rows.flat()).toContain('events')
    expect(receipt).toMatchObject({ bytes_read: 0, bytes_billed: 0, files_read: 0 })
    expect((await athena.engine.run('describe events', [])).rows[0]![0]).toBe('event_id')
    expect(athena.calls).toEqual([])
  })

  test('that may be answered by an earlier one says so, and not up to when that was complete', async () => {
    await using athena = await FakeAthena.open({ reuse_minutes: 5, completeUpTo: async () => 5000 })
    athena.told = [{ ...one, statistics: { ResultReuseInformation: { ReusedPreviousResult: true } } }]
    const { receipt } = await athena.engine.run('select 1 as n', [])
    expect(receipt).toMatchObject({ bytes_read: 0, bytes_billed: 0, complete_up_to: null })
    expect(athena.calls[0]![1]).toMatchObject({
      ResultReuseConfiguration: { ResultReuseByAgeConfiguration: { Enabled: true, MaxAgeInMinutes: 5 } },
    })
  })
})

describe('values', () => {
  // biome-ignore format: a table reads as a table
  const kinds: (readonly [Record<string, unknown>, string | undefined, string, unknown])[] = [
    [{ Type: 'boolean' }, 'true', 'boolean', true],
    [{ Type: 'tinyint' }, '-1', 'tinyint', -1],
    [{ Type: 'integer' }, '42', 'integer', 42],
    [{ Type: 'bigint' }, '9007199254740991', 'bigint', 9007199254740991],
    [{ Type: 'bigint' }, '9007199254740993', 'bigint', '9007199254740993'],
    [{ Type: 'float' }, '1.5', 'real', 1.5],
    [{ Type: 'double' }, '1.0E10', 'double', 1e10],
    [{ Type: 'double' }, 'NaN', 'double', 'NaN'],
    [{ Type: 'double' }, '-Infinity', 'double', '-Infinity'],
    [{ Type: 'decimal', Precision: 18, Scale: 4 }, '12.5000', 'decimal(18,4)', '12.5000'],
    [{ Type: 'varchar', Precision: 2147483647 }, '', 'varchar', ''],
    [{ Type: 'varchar' }, undefined, 'varchar', null],
    [{ Type: 'varchar' }, 'a,"b"\n日本', 'varchar', 'a,"b"\n日本'],
    [{ Type: 'date' }, '2026-01-15', 'date', '2026-01-15'],
    [{ Type: 'timestamp', Precision: 3 }, '2026-01-15 07:00:00.500', 'timestamp(3)', '2026-01-15T07:00:00.500Z'],
    [{ Type: 'timestamp' }, '2026-01-15 07:00:00.123456', 'timestamp(3)', '2026-01-15T07:00:00.123456Z'],
    [{ Type: 'timestamp with time zone' }, '2026-01-15 07:00:00.000 UTC', 'timestamp(3) with time zone', '2026-01-15 07:00:00.000 UTC'],
    [{ Type: 'timestamp with time zone' }, '2026-01-15 12:30:00.000 Asia/Kolkata', 'timestamp(3) with time zone', '2026-01-15 12:30:00.000 Asia/Kolkata'],
    [{ Type: 'timestamp with time zone' }, '2026-01-15 07:00:00.000 Nowhere/At_All', 'timestamp(3) with time zone', '2026-01-15 07:00:00.000 Nowhere/At_All'],
    [{ Type: 'array' }, '[a, b]', 'array', '[a, b]'],
    [{ Type: 'map' }, '{k=v}', 'map', '{k=v}'],
    [{ Type: 'json' }, '{"a":1}', 'json', '{"a":1}'],
    [{ Type: 'unknown' }, undefined, 'unknown', null],
  ]
  test.each(kinds)('%o %s', async (info, text, type, value) => {
    await using athena = await FakeAthena.open()
    athena.told = [{ columns: [{ Name: 'x', ...info }], pages: [[['x'], [text]]] }]
    const { columns, rows } = await athena.engine.run('select x', [])
    expect({ columns, rows }).toEqual({ columns: [{ name: 'x', type }], rows: [[value]] })
  })

  test('that are none of their type are said, not shown', async () => {
    await using athena = await FakeAthena.open()
    athena.told = [{ columns: numbers, pages: [[['n'], ['one']]] }]
    await expect(athena.engine.run('select n', [])).rejects.toThrow('column n: expected integer of Athena, got "one"')
  })
})

describe('rows', () => {
  const pages = [[['n'], ['1'], ['2']], [['3']], [['4']]]

  test('come in pages, the names of columns once', async () => {
    await using athena = await FakeAthena.open()
    athena.told = [{ columns: numbers, pages }]
    expect((await athena.engine.run('select n', [])).rows).toEqual([[1], [2], [3], [4]])
  })

  test('are none where there are none, with their columns', async () => {
    await using athena = await FakeAthena.open()
    athena.told = [{ columns: numbers, pages: [[['n']]] }]
    expect(await athena.engine.run('select n', [])).toMatchObject({ columns: [{ name: 'n' }], rows: [] })
  })

  test('without the names before them are not taken for an answer', async () => {
    await using athena = await FakeAthena.open()
    athena.told = [{ columns: numbers, pages: [[['1'], ['2']]] }]
    await expect(athena.engine.run('select n', [])).rejects.toThrow(/names of the columns/)
  })

  test('are no more, and no larger, than may be; no further page is asked for', async () => {
    await using athena = await FakeAthena.open({ maxRows: 2 })
    athena.told = [{ columns: numbers, pages }]
    await expect(athena.engine.run('select n', [])).rejects.toThrow('answer: expected at most 2 rows, got more')
    expect(athena.count('GetQueryResults')).toBe(2)
    await using small = await FakeAthena.open({ maxBytes: 1024 ** 2 })
    small.told = [{ columns: [{ Name: 'x', Type: 'varchar' }], pages: [[['x'], ['x'.repeat(1024 ** 2)]]] }]
    await expect(small.engine.run('select x', [])).rejects.toThrow('answer: expected at most 1 MiB, got more')
  })
})

describe('what fails', () => {
  // biome-ignore format: a table reads as a table
  const reasons: (readonly [Told, typeof QueryError | typeof EngineError, string])[] = [
    [failed('SYNTAX_ERROR: line 1:8: Column \'x\' cannot be resolved. This query ran against the "lake" database, unless qualified by the query. Please post the error message on our forum or contact customer support with Query Id: 1', 2), QueryError, "SYNTAX_ERROR: line 1:8: Column 'x' cannot be resolved."],
    [failed('DIVISION_BY_ZERO: Division by zero', 2), QueryError, 'DIVISION_BY_ZERO: Division by zero'],
    [failed('Query exhausted resources at this scale factor', 2), QueryError, 'Query exhausted resources at this scale factor'],
    [failed("SCHEMA_NOT_FOUND: line 1:15: Schema 'lake' does not exist", 2), EngineError, 'database: expected lake in Glue, it is not there; npx sst deploy makes it'],
    [failed("SCHEMA_NOT_FOUND: line 1:15: Schema 'theirs' does not exist", 2), QueryError, "SCHEMA_NOT_FOUND: line 1:15: Schema 'theirs' does not exist"],
    [failed('Insufficient permissions to execute the query. User: u is not authorized to perform: glue:GetTable on resource: r', 2), EngineError, 'permission: expected what the statement takes, the role or user that asks needs it: Insufficient permissions to execute the query. User: u is not authorized to perform: glue:GetTable on resource: r'],
    [failed('INTERNAL_ERROR_QUERY_ENGINE', 1), EngineError, 'Athena: expected an answer, statement statement-0 failed: INTERNAL_ERROR_QUERY_ENGINE'],
    [{ states: [{ State: 'CANCELLED', StateChangeReason: 'Query cancelled! : Bytes scanned limit was exceeded' }] }, QueryError, "statement: expected to read at most what workgroup house allows, would read more: filter on app and on the table's date, or select fewer columns"],
    [{ states: ['RUNNING', 'CANCELLED'] }, QueryError, 'statement: expected to run to its end, somebody stopped it'],
  ]
  test.each(reasons)('$states.0.StateChangeReason', async (told, kind, message) => {
    await using athena = await FakeAthena.open()
    athena.told = [told]
    const error = await athena.engine.run('select x', []).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(kind)
    expect((error as Error).message).toBe(message)
    expect(athena.count('StartQueryExecution')).toBe(1)
  })

  // biome-ignore format: a table reads as a table
  const refusals: (readonly [string, string, Record<string, unknown>, typeof QueryError | typeof EngineError, RegExp])[] = [
    ['InvalidRequestException', 'line 1:1: mismatched input', { AthenaErrorCode: 'MALFORMED_QUERY' }, QueryError, /^line 1:1: mismatched input$/],
    ['InvalidRequestException', 'WorkGroup house is not found.', {}, EngineError, /workgroup of Athena, house is not there; npx sst deploy/],
    ['InvalidRequestException', 'WorkGroup does not exist', {}, EngineError, /workgroup of Athena, house is not there; npx sst deploy/],
    ['AccessDeniedException', 'You are not authorized to perform: athena:StartQueryExecution', {}, EngineError, /^permission: expected athena:StartQueryExecution on workgroup house/],
    ['UnrecognizedClientException', 'The security token is invalid', {}, EngineError, /^credentials: /],
  ]
  test.each(refusals)('%s: %s', async (type, message, also, kind, words) => {
    await using athena = await FakeAthena.open()
    athena.refusals.push({ action: 'StartQueryExecution', type, message, also })
    const error = await athena.engine.run('select x', []).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(kind)
    expect((error as Error).message).toMatch(words)
    expect(athena.count('StartQueryExecution')).toBe(1)
  })

  test('is said where nobody answers', async () => {
    const athena = connectAthena({ endpoint: 'http://127.0.0.1:9', region: 'us-east-1', credentials, maxAttempts: 1 })
    const asked = new AthenaEngine({ workgroup: 'house', database: 'lake' }, {}, athena).run('select 1', [])
    await expect(asked).rejects.toThrow(/^Athena: expected an answer, reached nobody .*is AWS_REGION right/)
    await expect(asked).rejects.toBeInstanceOf(EngineError)
  })

  test('for too many calls is asked again, with the same token', async () => {
    await using athena = await FakeAthena.open()
    athena.told = [one]
    for (const action of ['StartQueryExecution', 'GetQueryExecution', 'GetQueryResults']) {
      athena.refusals.push({ action, type: 'ThrottlingException', message: 'Rate exceeded' })
    }
    const full = { Reason: 'CONCURRENT_QUERY_LIMIT_EXCEEDED' }
    athena.refusals.push({ action: 'StartQueryExecution', type: 'TooManyRequestsException', message: 'x', also: full })
    expect((await athena.engine.run('select 1 as n', [])).rows).toEqual([[1]])
    const tokens = athena.calls.flatMap(([action, { ClientRequestToken }]) =>
      action === 'StartQueryExecution' ? [ClientRequestToken] : [],
    )
    expect(tokens.length).toBe(3)
    expect(new Set(tokens).size).toBe(1)
  })

  test('though it need not, or for a file that was swept meanwhile, is begun again', async () => {
    for (const told of [failed('S3 503 SlowDown', 3, true), failed('HIVE_CANNOT_OPEN_SPLIT: NoSuchKey', 3)]) {
      await using athena = await FakeAthena.open()
      athena.told = [told, one]
      expect((await athena.engine.run('select 1 as n', [])).rows).toEqual([[1]])
      expect(athena.count('StartQueryExecution')).toBe(2)
    }
  })
})

describe('whoever goes away', () => {
  test('stops the statement on Athena', async () => {
    await using athena = await FakeAthena.open()
    athena.told = [{ states: ['RUNNING'] }]
    const leaving = new AbortController()
    const asked = athena.engine.run('select x', [], { signal: leaving.signal })
    setTimeout(() => leaving.abort(new Error('gone')), 150)
    await expect(asked).rejects.toThrow('gone')
    expect(athena.calls.at(-1)).toEqual(['StopQueryExecution', { QueryExecutionId: 'statement-0' }])
  })

  test('is one who waited too long, and an engine that closes', async () => {
    await using slow = await FakeAthena.open({ timeout: 100 })
    slow.told = [{ states: ['RUNNING'] }]
    await expect(slow.engine.run('select x', [])).rejects.toThrow(/expected an answer within 0.1 s/)
    expect(slow.count('StopQueryExecution')).toBe(1)
    await using closing = await FakeAthena.open()
    closing.told = [{ states: ['RUNNING'] }]
    const asked = closing.engine.run('select x', [])
    setTimeout(() => void closing.engine.close(), 150)
    await expect(asked).rejects.toThrow('engine: closed')
    expect(closing.count('StopQueryExecution')).toBe(1)
  })

  test('no more statements run at once than may', async () => {
    await using athena = await FakeAthena.open({ concurrency: 1 })
    athena.told = [{ ...one, states: ['RUNNING', 'SUCCEEDED'] }]
    await Promise.all([athena.engine.run('select 1 as n', []), athena.engine.run('select 1 as n', [])])
    const ends = athena.calls.map(([action]) => action).filter(action => /Start|Results/.test(action))
    expect(ends).toEqual(['StartQueryExecution', 'GetQueryResults', 'StartQueryExecution', 'GetQueryResults'])
  })
})

describe('an export', () => {
  const columns = [
    { Name: 'n', Type: 'bigint' },
    { Name: 'value', Type: 'decimal', Precision: 18, Scale: 4 },
    { Name: 'at', Type: 'timestamp', Precision: 3 },
    { Name: 'text', Type: 'varchar' },
  ]
  const header = ['n', 'value', 'at', 'text']
  const told: Told = {
    columns,
    pages: [
      [header, ['9007199254740993', '12.5000', '2026-01-15 07:00:00.500', '']],
      [['1', undefined, undefined, undefined]],
    ],
  }

  test('is a Parquet file of all pages, in their order, each column of its type', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'athena-'))
    try {
      await using athena = await FakeAthena.open({ maxRows: 1, writeParquet })
      athena.told = [told]
      const file = join(folder, 'answer.parquet')
      expect((await athena.engine.export('select x', [], file)).rows).toBe(2)
      const { buffer, byteOffset, byteLength } = await readFile(file)
      const bytes = buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer
      expect(await parquetReadObjects({ file: bytes, compressors })).toEqual([
        { n: 9007199254740993n, value: 12.5, at: new Date('2026-01-15T07:00:00.500Z'), text: '' },
        { n: 1n, value: null, at: null, text: null },
      ])
      athena.told = [{ columns, pages: [[header]] }]
      expect((await athena.engine.export('select x', [], file)).rows).toBe(0)
      await expect(athena.engine.export('show tables', [], file)).rejects.toThrow(QueryError)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })

  test('is refused, and not billed, where nothing can write one', async () => {
    await using athena = await FakeAthena.open()
    await expect(athena.engine.export('select x', [], '/nowhere')).rejects.toThrow(/expected CSV or JSON here/)
    expect(athena.calls).toEqual([])
  })
})

test('its URL names workgroup and database, and for how long an answer may be taken again', () => {
  const wrong = ['athena:', 'athena:a', 'athena:a/', 'athena:a/B', 'athena:a/b/c', 'athena://a/b']
  for (const url of [...wrong, 'athena:a/b?reuse=0', 'athena:a/b?reuse=10081', 'athena:a/b?reuse=5&x=1']) {
    expect(() => openAthena(url, {}), url).toThrow(/^ENGINE: expected athena:<workgroup>\/<database>/)
  }
  const place = { workgroup: 'clickstream-prod', database: 'clickstream_prod' }
  expect(readPlace('athena:clickstream-prod/clickstream_prod')).toEqual({ ...place, reuse_minutes: 0 })
  expect(readPlace('athena:clickstream-prod/clickstream_prod?reuse=60')).toEqual({ ...place, reuse_minutes: 60 })
})
