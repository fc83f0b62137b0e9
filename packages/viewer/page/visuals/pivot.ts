// A pivot table: groups on two sides, a number where they meet, totals where they can be told.
import type { TileColumn } from '../../wire.ts'
import { type Category, findColumns, isAdditive, readCell, readKey, sum } from './rows.ts'
import { type Scene, writeCategory, writeMeasure } from './scene.ts'
import { toNumber, toText } from './value.ts'

export interface PivotHead {
  readonly text: string
  /** How many columns it stands over. */
  readonly span: number
}

export interface PivotRow {
  /** Null where it is the same as in the row above. */
  readonly labels: readonly (string | null)[]
  readonly path: readonly Category[]
  readonly cells: readonly string[]
  readonly totals: readonly string[]
}

export interface Pivot {
  readonly rowFields: readonly TileColumn[]
  readonly measures: readonly TileColumn[]
  /** One line of heads for each column field, and one of the measures where there are several. */
  readonly heads: readonly (readonly PivotHead[])[]
  readonly rows: readonly PivotRow[]
  /** Of each column; empty where the definition wants none or none can be told. */
  readonly totals: readonly string[]
  readonly hasRowTotals: boolean
}

type Path = readonly Category[]

export function readPivot(scene: Scene): Pivot {
  const { main } = scene.answer.parts
  const config = scene.visual.PivotTableVisual?.ChartConfiguration
  const rowFields = findColumns(main, 'group', 'Rows')
  const columnFields = findColumns(main, 'group', 'Columns')
  const measures = findColumns(main, 'value')
  const read = (fields: readonly TileColumn[], row: (typeof main.rows)[number]): Path =>
    fields.map(field => ({ value: toText(readCell(main, row, field)), isOther: false }))
  const key = (path: Path) => path.map(readKey).join('\u0000')
  const rows = new Map<string, Path>()
  const columns = new Map<string, Path>()
  const cells = new Map<string, (typeof main.rows)[number]>()
  for (const row of main.rows) {
    const [down, across] = [read(rowFields, row), read(columnFields, row)]
    rows.set(key(down), down)
    columns.set(key(across), across)
    cells.set(`${key(down)}\u0001${key(across)}`, row)
  }
  const downs = gather([...rows.values()], key)
  const acrosses = gather([...columns.values()], key)
  const value = (down: Path, across: Path, measure: TileColumn) =>
    toNumber(readCell(main, cells.get(`${key(down)}\u0001${key(across)}`), measure))
  const write = (measure: TileColumn, number: number | null) => writeMeasure(scene, measure, number)
  const add = (measure: TileColumn, values: (number | null)[]) =>
    isAdditive(measure) ? write(measure, sum(values)) : write(measure, null)
  const canAdd = measures.some(isAdditive)
  const options = config?.TotalOptions
  const hasRowTotals = columnFields.length > 0 && canAdd && options?.RowTotalOptions?.TotalsVisibility === 'VISIBLE'
  const hasTotals = rowFields.length > 0 && canAdd && options?.ColumnTotalOptions?.TotalsVisibility === 'VISIBLE'
  const all = () =>
    measures.map(measure =>
      add(
        measure,
        downs.flatMap(down => acrosses.map(across => value(down, across, measure))),
      ),
    )

  return {
    rowFields,
    measures,
    hasRowTotals,
    heads: [
      ...columnFields.map((field, level) => readHeads(scene, field, acrosses, level, key, measures.length)),
      ...(measures.length > 1 || columnFields.length === 0
        ? [
            [...acrosses, ...(hasRowTotals ? [[]] : [])].flatMap(() =>
              measures.map(({ name }) => ({ text: name, span: 1 })),
            ),
          ]
        : []),
    ],
    rows: downs.map((down, index) => ({
      path: down,
      labels: down.map((category, level) => {
        const above = downs[index - 1]
        const isSame = above !== undefined && key(above.slice(0, level + 1)) === key(down.slice(0, level + 1))
        return isSame && level < down.length - 1 ? null : writeCategory(scene, rowFields[level], category)
      }),
      cells: acrosses.flatMap(across => measures.map(measure => write(measure, value(down, across, measure)))),
      totals: hasRowTotals
        ? measures.map(measure =>
            add(
              measure,
              acrosses.map(across => value(down, across, measure)),
            ),
          )
        : [],
    })),
    totals: hasTotals
      ? [
          ...acrosses.flatMap(across =>
            measures.map(measure =>
              add(
                measure,
                downs.map(down => value(down, across, measure)),
              ),
            ),
          ),
          ...(hasRowTotals ? all() : []),
        ]
      : [],
  }
}

/** Paths with the same beginning stand together, in the order in which the first of them came. */
function gather(paths: readonly Path[], key: (path: Path) => string, level = 0): Path[] {
  const groups = Map.groupBy(paths, path => key(path.slice(0, level + 1)))
  if (paths[0] === undefined || level >= paths[0].length - 1) return [...groups.values()].flat()
  return [...groups.values()].flatMap(group => gather(group, key, level + 1))
}

function readHeads(
  scene: Scene,
  field: TileColumn,
  paths: readonly Path[],
  level: number,
  key: (path: Path) => string,
  measures: number,
): PivotHead[] {
  const groups = [...Map.groupBy(paths, path => key(path.slice(0, level + 1))).values()]
  return groups.map(group => ({ text: writeCategory(scene, field, group[0]![level]), span: group.length * measures }))
}
