// Which colour a series or a category has: the definition's own, else the theme's in their order.
import type { VisualPalette } from '@aws-sdk/client-quicksight'
import type { TileColumn } from '../../wire.ts'
import type { Category } from './rows.ts'
import type { Theme } from './theme.ts'

export interface Colored {
  readonly measure?: TileColumn
  readonly column?: TileColumn | undefined
  readonly group?: Category
}

/** One colour for each; what is other is grey. */
export function pickColors(theme: Theme, palette: VisualPalette | undefined, all: readonly Colored[]): string[] {
  const map = palette?.ColorMap ?? []
  return all.map(({ measure, column, group }, index) => {
    if (group?.isOther) return theme.other
    const own = map.find(({ Element: element }) => {
      if (element === undefined) return false
      if (group === undefined) return element.FieldId === measure?.id
      return (
        (element.FieldId === undefined || element.FieldId === column?.id) &&
        (element.FieldValue ?? null) === group.value
      )
    })
    if (own?.Color !== undefined) return own.Color
    if (all.length === 1 && palette?.ChartColor !== undefined) return palette.ChartColor
    return theme.series[index % theme.series.length]!
  })
}
