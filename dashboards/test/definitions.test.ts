// Every dashboard: what it speaks of is there, and QuickSight would take it.
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { loadLibrary, type SavedQuery } from '@clickstream/query/library'
import { expect, test } from 'vitest'
import { dashboards } from '../dashboards.ts'
import { checkCalculations, checkColumns, type DataSets } from './columns.ts'
import { checkLayout } from './layout.ts'
import { checkLimits } from './limits.ts'
import { checkModel } from './model.ts'
import { checkIds, checkParameters, checkTargets, checkWords } from './references.ts'
import { find, visualsOf } from './walk.ts'

const root = join(import.meta.dirname, '../..')

async function loadDataSets(): Promise<DataSets> {
  const folders = [join(root, 'dashboards/datasets'), join(root, 'queries')]
  const all = (await Promise.all(folders.map(loadLibrary))).flat()
  return new Map(all.map((each): [string, SavedQuery] => [each.name, each]))
}

const datasets = await loadDataSets()
const entries = Object.entries(dashboards)

test('each file is a dashboard that is offered, under its own name', async () => {
  const files = (await readdir(join(root, 'dashboards'))).filter(
    file => file.endsWith('.ts') && file !== 'dashboards.ts',
  )
  expect(Object.keys(dashboards).sort()).toEqual(files.map(file => file.slice(0, -'.ts'.length)).sort())
  for (const [name, definition] of entries) {
    expect((await import(`../${name}.ts`)).default).toBe(definition)
  }
})

test.each(entries)('%s speaks of columns and calculations that there are, of types that fit', (_name, definition) => {
  expect(checkColumns(definition, datasets)).toEqual([])
  expect(checkCalculations(definition, datasets)).toEqual([])
})

test.each(entries)('%s has ids that differ, and names what is there', (_name, definition) => {
  expect(checkIds(definition)).toEqual([])
  expect(checkParameters(definition, datasets)).toEqual([])
  expect(checkTargets(definition)).toEqual([])
  expect(checkWords(definition)).toEqual([])
})

test.each(entries)('%s lays every visual out, none over another', (_name, definition) => {
  expect(checkLayout(definition)).toEqual([])
})

test.each(entries)("%s is within QuickSight's limits and of its model", (_name, definition) => {
  expect(checkLimits(definition)).toEqual([])
  expect(checkModel(definition)).toEqual([])
})

test.each(entries)('%s is written as JSON and read again as it was', (_name, definition) => {
  expect(JSON.parse(JSON.stringify(definition))).toEqual(definition)
})

test.each(entries)('%s gives each data set with a period its filter or its parameters', (_name, definition) => {
  const filtered = [...find<{ Column: { DataSetIdentifier: string } }>(definition, 'TimeRangeFilter')]
  const mapped = [
    ...find<{ DataSetIdentifier: string; DataSetParameterName: string }[]>(definition, 'MappedDataSetParameters'),
  ]
  for (const { Identifier } of definition.DataSetIdentifierDeclarations!) {
    const { parameters } = datasets.get(Identifier!)!
    if (!parameters.some(each => each.name === 'to')) continue
    const isMapped = mapped.some(({ value }) =>
      value.some(each => each.DataSetIdentifier === Identifier && each.DataSetParameterName === 'to'),
    )
    expect(isMapped, `${Identifier}: to is mapped`).toBe(true)
    // One row a thing that happened: a superset of the period, which a filter makes exact.
    const isOfRows = datasets.get(Identifier!)!.columns!.some(column => column.type === 'timestamp(3)')
    const isFiltered = filtered.some(({ value }) => value.Column.DataSetIdentifier === Identifier)
    expect(isFiltered, `${Identifier}: filtered by its time`).toBe(isOfRows && Identifier !== 'freshness')
  }
})

test('between them the dashboards have every kind of visual that there is a builder for', () => {
  const kinds = new Set(entries.flatMap(([, definition]) => visualsOf(definition).map(each => each.kind)))
  expect([...kinds].sort()).toEqual([
    'BarChartVisual',
    'ComboChartVisual',
    'FilledMapVisual',
    'FunnelChartVisual',
    'HeatMapVisual',
    'HistogramVisual',
    'InsightVisual',
    'KPIVisual',
    'LineChartVisual',
    'PieChartVisual',
    'PivotTableVisual',
    'SankeyDiagramVisual',
    'TableVisual',
  ])
})

test('a sheet has few enough visuals to be read', () => {
  for (const [, definition] of entries) {
    for (const sheet of definition.Sheets!) {
      expect(sheet.Visuals!.length, sheet.Name).toBeLessThanOrEqual(16)
      expect(sheet.Visuals!.length, sheet.Name).toBeGreaterThanOrEqual(8)
    }
  }
})
