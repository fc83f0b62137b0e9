// What people choose parameters with, above the visuals of a sheet.
import type { ParameterControl, SheetControlLayout } from '@aws-sdk/client-quicksight'
import { CHOICES, type Choice, type ChoiceName, CURRENCIES } from './parameter.ts'
import type { Source } from './source.ts'

/** `period` is two controls, from and to. */
export type ControlName = 'period' | 'currency' | ChoiceName

export function drawControls(sheet: string, names: readonly ControlName[], from: Source): ParameterControl[] {
  return names.flatMap(name => {
    if (name === 'period') return [drawMoment(sheet, 'from', 'From'), drawMoment(sheet, 'to', 'To')]
    if (name === 'currency') return [drawCurrency(sheet)]
    return [drawChoice(sheet, name, from)]
  })
}

const idOf = (sheet: string, name: string) => `${sheet}-control-${name}`

function drawMoment(sheet: string, name: string, title: string): ParameterControl {
  return { DateTimePicker: { ParameterControlId: idOf(sheet, name), Title: title, SourceParameterName: name } }
}

function drawCurrency(sheet: string): ParameterControl {
  return {
    Dropdown: {
      ParameterControlId: idOf(sheet, 'currency'),
      Title: 'Currency',
      SourceParameterName: 'currency',
      Type: 'SINGLE_SELECT',
      SelectableValues: { Values: CURRENCIES },
    },
  }
}

function drawChoice(sheet: string, name: ChoiceName, from: Source): ParameterControl {
  const { title, column, values }: Choice = CHOICES[name]
  return {
    Dropdown: {
      ParameterControlId: idOf(sheet, name),
      Title: title,
      SourceParameterName: name,
      Type: 'MULTI_SELECT',
      SelectableValues: values ? { Values: [...values] } : { LinkToDataSetColumn: from.column(column) },
    },
  }
}

/** Side by side, in their order; below one another where a line is full. */
export function layControls(controls: readonly ParameterControl[]): SheetControlLayout[] {
  const [width, columns] = [4, 36]
  const Elements = controls.map((control, i) => ({
    ElementId: (control.DateTimePicker ?? control.Dropdown)!.ParameterControlId!,
    ElementType: 'PARAMETER_CONTROL' as const,
    ColumnIndex: (i * width) % columns,
    ColumnSpan: width,
    RowIndex: Math.floor((i * width) / columns),
    RowSpan: 1,
  }))
  return [{ Configuration: { GridLayout: { Elements } } }]
}
