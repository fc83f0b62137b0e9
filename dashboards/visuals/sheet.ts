// A sheet: its controls, and its visuals in rows on QuickSight's grid of 36 columns.
import type { FilterGroup, GridLayoutElement, SheetDefinition, Visual } from '@aws-sdk/client-quicksight'
import { type ControlName, drawControls, layControls } from './control.ts'
import { filterVisual } from './filter.ts'
import { type Part, slug } from './part.ts'
import type { Source } from './source.ts'

/** A visual and how many of the 36 columns it takes. */
export type Place = readonly [span: number, part: Part]

export interface Row {
  /** How many rows of the grid: a KPI takes 6, a chart 10 to 12. */
  readonly height: number
  readonly places: readonly Place[]
}

/** Visuals side by side, from the left. */
export function row(height: number, ...places: readonly Place[]): Row {
  return { height, places }
}

export interface Sheet {
  readonly id: string
  readonly definition: SheetDefinition
  /** What its visuals leave out for themselves. */
  readonly filters: readonly FilterGroup[]
}

export interface SheetOptions {
  /** What the sheet answers, in a sentence. */
  readonly about: string
  readonly controls: readonly ControlName[]
  /** The data set whose values the controls offer. */
  readonly offers: Source
  readonly rows: readonly Row[]
}

/** The id of a sheet, and the first part of its visuals' ids, is its name in lower case: links, links-clicks-over-time. */
export function sheet(name: string, { about, controls, offers, rows }: SheetOptions): Sheet {
  const SheetId = slug(name)
  const drawn: Visual[] = []
  const elements: GridLayoutElement[] = []
  const filters: FilterGroup[] = []
  let top = 0
  for (const { height, places } of rows) {
    let left = 0
    for (const [span, part] of places) {
      const id = `${SheetId}-${slug(part.title)}`
      drawn.push(part.draw(id))
      if (part.filter !== undefined) filters.push(filterVisual(SheetId, id, part.filter))
      elements.push({
        ElementId: id,
        ElementType: 'VISUAL',
        ColumnIndex: left,
        ColumnSpan: span,
        RowIndex: top,
        RowSpan: height,
      })
      left += span
    }
    top += height
  }
  const ParameterControls = drawControls(SheetId, controls, offers)
  const definition: SheetDefinition = {
    SheetId,
    Name: name,
    Description: about,
    ContentType: 'INTERACTIVE',
    ParameterControls,
    Visuals: drawn,
    Layouts: [
      {
        Configuration: {
          GridLayout: {
            Elements: elements,
            CanvasSizeOptions: { ScreenCanvasSizeOptions: { ResizeOption: 'FIXED', OptimizedViewPortWidth: '1600px' } },
          },
        },
      },
    ],
    SheetControlLayouts: layControls(ParameterControls),
  }
  return { id: SheetId, definition, filters }
}
