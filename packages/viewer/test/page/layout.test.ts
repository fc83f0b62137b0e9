import type { GridLayoutElement, SheetDefinition } from '@aws-sdk/client-quicksight'
import { expect, test } from 'vitest'
import { placeSheet } from '../../page/layout.ts'
import { readRoute, writePath } from '../../page/route.ts'
import { readLines } from '../../page/textbox.tsx'
import { NO_CHOICE } from '../../state.ts'

const element = (ElementId: string, RowIndex: number, ColumnIndex: number): GridLayoutElement => ({
  ElementId,
  ElementType: 'VISUAL',
  ColumnIndex,
  ColumnSpan: 18,
  RowIndex,
  RowSpan: 6,
})

test('places are in the order in which they are read, counted from 1', () => {
  const sheet: SheetDefinition = {
    SheetId: 's',
    Layouts: [
      {
        Configuration: {
          GridLayout: { Elements: [element('c', 6, 0), element('b', 0, 18), element('a', 0, 0)] },
        },
      },
    ],
  }
  const places = placeSheet(sheet)
  expect(places.map(({ id, column, row }) => [id, column, row])).toEqual([
    ['a', 1, 1],
    ['b', 19, 1],
    ['c', 1, 7],
  ])
})

test('a sheet without a layout still has all its visuals', () => {
  const sheet: SheetDefinition = { SheetId: 's', Visuals: [{ KPIVisual: { VisualId: 'k' } }] }
  expect(placeSheet(sheet)).toEqual([
    { id: 'k', kind: 'VISUAL', column: undefined, columns: 18, row: undefined, rows: 12 },
  ])
})

test('an address says its view, and the other way round', () => {
  expect(readRoute('/')).toEqual({ page: 'dashboard', name: undefined, sheet: undefined })
  expect(readRoute('/links/one')).toEqual({ page: 'dashboard', name: 'links', sheet: 'one' })
  expect(readRoute('/sql')).toEqual({ page: 'sql' })
  expect(readRoute('/%zz')).toEqual({ page: 'dashboard', name: '%zz', sheet: undefined })
  const path = writePath('links', 'a b', { ...NO_CHOICE, parameters: { country: ['IN'] } })
  expect(path).toBe('/links/a%20b?country=IN')
  expect(readRoute(new URL(path, 'http://x').pathname)).toEqual({ page: 'dashboard', name: 'links', sheet: 'a b' })
})

test('of a text box the words are left', () => {
  const content = '<text-box><b>One &amp; two</b><br/>&lt;img src=x onerror=alert(1)&gt;</text-box>'
  expect(readLines(content)).toEqual(['One & two', '<img src=x onerror=alert(1)>'])
})
