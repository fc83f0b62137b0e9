// Where what stands on a sheet goes: QuickSight's grid of 36 columns, top to bottom, left to right.
import type { GridLayoutElement, SheetDefinition } from '@aws-sdk/client-quicksight'
import { readVisual, visualsOf } from './definition.ts'

export interface Place {
  readonly id: string
  readonly kind: 'VISUAL' | 'TEXT_BOX'
  /** From 1, as CSS counts lines; undefined: wherever there is room. */
  readonly column: number | undefined
  readonly columns: number
  readonly row: number | undefined
  readonly rows: number
}

const WIDTH = 36

/** In the order in which it is read. A sheet without a layout has two visuals a row. */
export function placeSheet(sheet: SheetDefinition): readonly Place[] {
  const elements = sheet.Layouts?.[0]?.Configuration?.GridLayout?.Elements
  if (elements !== undefined) return elements.flatMap(placeElement).sort(compare)
  return visualsOf(sheet).map(visual => ({
    id: readVisual(visual).id,
    kind: 'VISUAL',
    column: undefined,
    columns: WIDTH / 2,
    row: undefined,
    rows: 12,
  }))
}

function placeElement(element: GridLayoutElement): Place[] {
  const { ElementId: id, ElementType: kind, ColumnIndex, ColumnSpan, RowIndex, RowSpan } = element
  if (id === undefined || (kind !== 'VISUAL' && kind !== 'TEXT_BOX')) return []
  return [
    {
      id,
      kind,
      column: ColumnIndex === undefined ? undefined : ColumnIndex + 1,
      columns: Math.min(ColumnSpan ?? WIDTH, WIDTH),
      row: RowIndex === undefined ? undefined : RowIndex + 1,
      rows: RowSpan ?? 12,
    },
  ]
}

/** What says no place keeps its turn. */
function compare(left: Place, right: Place): number {
  if (left.row === undefined || right.row === undefined) return 0
  return left.row - right.row || (left.column ?? 0) - (right.column ?? 0)
}
