// Tiles made by hand, for tests of what is drawn from them.
import type { Visual } from '@aws-sdk/client-quicksight'
import type { Answer } from '@clickstream/query/engine'
import { readFields } from '../page/visuals/field.ts'
import type { Scene } from '../page/visuals/scene.ts'
import { LIGHT } from '../page/visuals/theme.ts'
import type { TileAnswer, TileColumn, TilePart } from '../wire.ts'

type More = Partial<TileColumn>

export function group(id: string, well = 'Category', more: More = {}): TileColumn {
  return { id, role: 'group', well, name: id, column: id, type: 'varchar', ...more }
}

export function time(id: string, granularity = 'DAY', more: More = {}): TileColumn {
  return group(id, 'Category', { type: 'timestamp(3)', granularity, ...more })
}

export function count(id: string, well = 'Values', more: More = {}): TileColumn {
  return { id, role: 'value', well, name: id, column: '*', type: 'bigint', aggregation: 'COUNT', ...more }
}

export const OTHER: TileColumn = {
  id: '__other',
  role: 'other',
  well: 'Category',
  name: '',
  column: '__other',
  type: 'boolean',
}

export function part(columns: readonly TileColumn[], rows: readonly (readonly Answer[])[], isCut = false): TilePart {
  return { columns, rows, isCut }
}

export const PERIOD = { from: '2026-11-16', to: '2026-11-22', before_from: '2026-11-09', before_to: '2026-11-15' }

export function answer(
  main: TilePart,
  more: Partial<TileAnswer['parts']> = {},
  period = PERIOD,
  until: string | null = null,
): TileAnswer {
  return {
    parts: { main, ...more },
    period,
    unfiltered: [],
    receipt: {
      rows: main.rows.length,
      files_read: 0,
      bytes_read: 0,
      bytes_billed: 0,
      partitions_read: 0,
      partitions_known: 0,
      complete_up_to: until,
      elapsed_ms: 0,
      engine: 'none',
      sql: '',
      cost_usd: 0,
      is_cached: false,
      data_version: '',
      is_utc: true,
    },
  }
}

export function scene(visual: Visual, tile: TileAnswer, more: Partial<Scene> = {}): Scene {
  return {
    visual,
    answer: tile,
    fields: readFields(visual),
    zone: 'UTC',
    theme: LIGHT,
    width: 480,
    height: 280,
    compare: false,
    ...more,
  }
}
