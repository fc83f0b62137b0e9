// Every visual and control has its place on the sheet, and no two share one.
import type { DashboardVersionDefinition, GridLayoutElement } from '@aws-sdk/client-quicksight'

const COLUMNS = 36

export function checkLayout(definition: DashboardVersionDefinition): string[] {
  return (definition.Sheets ?? []).flatMap(sheet => {
    const visuals = (sheet.Visuals ?? []).map(visual => Object.values(visual)[0]!.VisualId as string)
    const controls = (sheet.ParameterControls ?? []).map(each => Object.values(each)[0]!.ParameterControlId as string)
    const elements = sheet.Layouts?.[0]?.Configuration?.GridLayout?.Elements ?? []
    const above = sheet.SheetControlLayouts?.[0]?.Configuration?.GridLayout?.Elements ?? []
    return [
      ...checkElements(sheet.SheetId!, 'VISUAL', visuals, elements),
      ...checkElements(sheet.SheetId!, 'PARAMETER_CONTROL', controls, above),
    ]
  })
}

function checkElements(
  sheet: string,
  type: string,
  ids: readonly string[],
  elements: readonly GridLayoutElement[],
): string[] {
  const faults: string[] = []
  for (const id of ids) {
    const count = elements.filter(each => each.ElementId === id).length
    if (count !== 1) faults.push(`${sheet}: expected one place for ${id}, got ${count}`)
  }
  for (const [i, element] of elements.entries()) {
    const { ElementId = '', ElementType, ColumnIndex = 0, ColumnSpan = 0 } = element
    if (!ids.includes(ElementId)) faults.push(`${sheet}: expected one of its own in the layout, got ${ElementId}`)
    if (ElementType !== type) faults.push(`${sheet}: ${ElementId}: expected ${type}, got ${ElementType}`)
    const end = ColumnIndex + ColumnSpan
    if (end > COLUMNS) faults.push(`${sheet}: ${ElementId}: expected to end by column ${COLUMNS}, got ${end}`)
    for (const other of elements.slice(i + 1)) {
      if (isOver(element, other))
        faults.push(`${sheet}: expected places apart, got ${ElementId} over ${other.ElementId}`)
    }
  }
  return faults
}

function isOver(one: GridLayoutElement, other: GridLayoutElement): boolean {
  const cross = (a = 0, long = 0, b = 0, wide = 0) => a < b + wide && b < a + long
  return (
    cross(one.ColumnIndex, one.ColumnSpan, other.ColumnIndex, other.ColumnSpan) &&
    cross(one.RowIndex, one.RowSpan, other.RowIndex, other.RowSpan)
  )
}
