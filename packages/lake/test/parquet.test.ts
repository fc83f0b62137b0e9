import { at, type Cell, readEvent } from '@clickstream/events/check'
import type { Table } from '@clickstream/events/field'
import { events, rejected } from '@clickstream/events/tables'
import fc from 'fast-check'
import { parquetMetadata, parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { describe, expect, it } from 'vitest'
import { Columns } from '../columns.ts'
import { writeParquet } from '../parquet.ts'
import { readTextColumn } from '../textcolumn.ts'

const asFile = (bytes: Uint8Array) => bytes.slice().buffer as ArrayBuffer
const readBack = (bytes: Uint8Array) => parquetReadObjects({ file: asFile(bytes), compressors })
const write = (rows: Cell[][], table: Table = events) => {
  const columns = new Columns(table)
  for (const cells of rows) columns.add(cells)
  return writeParquet(columns)
}

function row(values: Partial<Record<keyof typeof at, Cell>>): Cell[] {
  const cells: Cell[] = events.fields.map(field => (field.nullable ? null : field.kind === 'timestamp' ? 0 : 'x'))
  for (const [name, value] of Object.entries(values)) cells[at[name as keyof typeof at]] = value
  return cells
}

describe('writeParquet', () => {
  it('is read back by an independent reader: text, time, money, numbers, JSON and null', async () => {
    const full = row({
      event_id: 'e1',
      occurred_at: Date.UTC(2026, 0, 15, 7, 30, 0, 123),
      page_title: 'Zażółć gęślą jaźń 🦆',
      price: 19.99,
      value: 99_999_999_999.9999,
      quantity: 3,
      properties: '{"a":[1,2]}',
    })
    const [first, second] = await readBack(write([full, row({ event_id: 'e2', occurred_at: -1 })]))
    expect(first).toMatchObject({
      event_id: 'e1',
      occurred_at: new Date('2026-01-15T07:30:00.123Z'),
      page_title: 'Zażółć gęślą jaźń 🦆',
      quantity: 3,
    })
    expect(first!.price).toBeCloseTo(19.99, 10)
    expect(first!.value).toBeCloseTo(99_999_999_999.9999, 4)
    expect(first!.properties).toEqual(expect.anything())
    expect(second).toMatchObject({
      event_id: 'e2',
      occurred_at: new Date(-1),
      page_title: null,
      price: null,
      quantity: null,
    })
  })

  it('keeps whole numbers beyond 32 bits, as INT64', async () => {
    const sizes = [0, -1, 5_000_000_000, Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER, null]
    const field = { name: 'bytes', kind: 'bigint', nullable: true, source: 'catalog', meaning: 'Size.' } as const
    const file = write(
      sizes.map(size => [size]),
      { name: 'sizes', meaning: 'Sizes.', fields: [field], partitions: [] },
    )
    expect((await readBack(file)).map(({ bytes }) => bytes)).toEqual(
      sizes.map(size => (size === null ? null : BigInt(size))),
    )
    expect(parquetMetadata(asFile(file)).schema[1]).toMatchObject({ name: 'bytes', type: 'INT64' })
  })

  it('has the types Athena expects: TIMESTAMP(ms) not adjusted, DECIMAL(18,4), zstd, statistics of times', () => {
    const meta = parquetMetadata(asFile(write([row({ price: 1 }), row({ occurred_at: 5, price: 2 })])))
    const type = (name: string) => meta.schema.find(element => element.name === name)
    expect(type('occurred_at')).toMatchObject({
      type: 'INT64',
      repetition_type: 'REQUIRED',
      logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: false, unit: 'MILLIS' },
    })
    expect(type('price')).toMatchObject({ logical_type: { type: 'DECIMAL', precision: 18, scale: 4 } })
    expect(type('event_id')).toMatchObject({ type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'REQUIRED' })
    expect(type('quantity')).toMatchObject({ type: 'INT32', repetition_type: 'OPTIONAL' })
    const columns = meta.row_groups[0]!.columns.map(column => column.meta_data!)
    expect(new Set(columns.map(column => column.codec))).toEqual(new Set(['ZSTD']))
    const times = columns.find(column => column.path_in_schema[0] === 'occurred_at')!
    expect(times.statistics).toMatchObject({ min_value: new Date(0), max_value: new Date(5), null_count: 0n })
    expect(meta.schema.map(element => element.name)).toEqual([
      'arrow_schema',
      ...events.fields.map(field => field.name),
    ])
  })

  it('keeps any text, any money and any instant', async () => {
    const cells = fc.array(
      fc.record({
        event_id: fc.uuid(),
        page_title: fc.option(fc.string({ unit: 'binary', maxLength: 40 })),
        user_agent: fc.option(fc.constantFrom('a', 'ä', '', '🦆'.repeat(200))),
        utm_source: fc.option(fc.string({ maxLength: 5 })),
        occurred_at: fc.integer({ min: -1e12, max: 4.1e12 }),
        sent_at: fc.option(fc.integer({ min: 0, max: 4.1e12 })),
        price: fc.option(fc.integer({ min: 0, max: 999_999_999_999_999 }).map(scaled => scaled / 10_000)),
        quantity: fc.option(fc.integer({ min: 0, max: 1_000_000 })),
      }),
      { minLength: 1, maxLength: 80 },
    )
    await fc.assert(
      fc.asyncProperty(cells, async given => {
        const found = await readBack(write(given.map(values => row(values))))
        expect(found).toHaveLength(given.length)
        found.forEach((object, i) => {
          const { occurred_at, sent_at, price, ...rest } = given[i]!
          const texts = { ...rest, page_title: rest.page_title?.toWellFormed() ?? null }
          expect(object).toMatchObject({
            ...texts,
            occurred_at: new Date(occurred_at),
            sent_at: sent_at === null ? null : new Date(sent_at),
          })
          expect(object.price === null ? null : Math.round((object.price as number) * 10_000)).toBe(
            price === null ? null : Math.round(price * 10_000),
          )
        })
      }),
      { numRuns: 60 },
    )
  })

  it('holds no rows, one row, and more than a bitmap’s word', async () => {
    for (const length of [0, 1, 63, 64, 65, 1000]) {
      const rows = Array.from({ length }, (_, i) => row({ event_id: `e${i}`, user_id: i % 3 ? null : `u${i}` }))
      const found = await readBack(write(rows))
      expect(found.map(object => object.event_id)).toEqual(rows.map((_, i) => `e${i}`))
      expect(found.filter(object => object.user_id !== null)).toHaveLength(Math.ceil(length / 3))
    }
  })

  it('remembers nothing of the rows before clear', async () => {
    const columns = new Columns(events)
    const many = (length: number, text: string) =>
      Array.from({ length }, (_, i) =>
        row({
          event_id: `${text}${i}`,
          user_agent: i % 2 ? `${text} ${i}` : null,
          page_title: i % 3 ? text : null,
          quantity: i % 5 ? i : null,
        }),
      )
    for (const rows of [many(3000, 'agent'), many(700, '🦆'), many(1, 'x'), many(1500, 'é')]) {
      for (const cells of rows) columns.add(cells)
      const found = await readBack(writeParquet(columns))
      columns.clear()
      expect(found.map(object => [object.event_id, object.user_agent, object.page_title, object.quantity])).toEqual(
        rows.map(cells => [cells[at.event_id], cells[at.user_agent], cells[at.page_title], cells[at.quantity]]),
      )
    }
  })

  it('writes the rejected table too', async () => {
    const cells: Cell[] = [1, 'store', 'events', null, 'not_json', null, 'why', '{"a":', '1']
    expect(await readBack(write([cells], rejected))).toMatchObject([
      { received_at: new Date(1), reason_code: 'not_json', payload: '{"a":' },
    ])
  })
})

describe('readTextColumn', () => {
  it('gives one column back, nulls as null', async () => {
    const bytes = write([row({ event_id: 'é1', user_id: null }), row({ event_id: 'e2', user_id: 'u' })])
    expect(await readTextColumn(bytes, 'event_id')).toEqual(['é1', 'e2'])
    expect(await readTextColumn(bytes, 'user_id')).toEqual([null, 'u'])
    await expect(readTextColumn(bytes, 'nothing')).rejects.toThrow('expected a column nothing, got none')
  })
})

describe('rows of the contract', () => {
  it('are written as they were read', async () => {
    const draft = readEvent({
      event_id: 'e',
      event_type: 'page_viewed',
      page_url: 'https://a.example/',
      anonymous_id: 'v',
      price: '0.1',
    })
    if (Array.isArray(draft)) throw new Error(JSON.stringify(draft))
    for (const name of ['received_at', 'occurred_at'] as const) draft.row[at[name]] = 1
    for (const name of ['time_source', 'traffic', 'dialect', 'contract_version'] as const) draft.row[at[name]] = 'x'
    expect(await readBack(write([draft.row]))).toMatchObject([
      { event_id: 'e', page_url: 'https://a.example/', price: 0.1 },
    ])
  })
})
