// A sheet: its controls, and its visuals in rows on QuickSight's grid of 36 columns.
import type { GridLayoutElement, SheetDefinition, Visual } from '@aws-sdk/client-quicksight'
import { type ControlName, drawControls, layControls } from './control.ts'
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

export interface SheetOptions {
  /** What the sheet answers, in a sentence. */
  readonly about: string
  readonly controls: readonly ControlName[]
  /** The data set whose values the controls offer. */
  readonly offers: Source
  readonly rows: readonly Row[]
}

/** The id of a sheet, and the first part of its visuals' ids, is its name in lower case: links, links-clicks-over-time. */
export function sheet(name: string, { about, controls, offers, rows }: SheetOptions): SheetDefinition {
  const SheetId = slug(name)
  const drawn: Visual[] = []
  const elements: GridLayoutElement[] = []
  let top = 0
  for (const { height, places } of rows) {
    let left = 0
    for (const [span, part] of places) {
      const id = `${SheetId}-${slug(part.title)}`
      drawn.push(part.draw(id))
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
  return {
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
}
