// Reads a definition: what of it the page needs to know, by names of its own.
import type {
  ColumnHierarchy,
  DashboardVersionDefinition,
  ParameterControl,
  SheetDefinition,
  Visual,
  VisualCustomAction,
} from '@aws-sdk/client-quicksight'

/** What all kinds of visual have in common. */
interface VisualBody {
  readonly VisualId?: string | undefined
  readonly Title?: Label
  readonly Subtitle?: Label
  readonly Actions?: VisualCustomAction[] | undefined
  readonly ColumnHierarchies?: ColumnHierarchy[] | undefined
  readonly VisualContentAltText?: string | undefined
}

type Label =
  | { Visibility?: string | undefined; FormatText?: { PlainText?: string | undefined } | undefined }
  | undefined

export interface VisualFacts {
  readonly id: string
  /** The member of Visual that it is, such as KPIVisual. */
  readonly kind: string
  readonly title: string
  readonly subtitle: string | undefined
  readonly alt: string | undefined
  readonly actions: readonly VisualCustomAction[]
  readonly hierarchies: readonly ColumnHierarchy[]
}

export function readVisual(visual: Visual): VisualFacts {
  const [kind, body] = Object.entries(visual).find(([, member]) => member != null) as [string, VisualBody]
  const id = body.VisualId ?? ''
  return {
    id,
    kind,
    title: readLabel(body.Title) ?? id,
    subtitle: readLabel(body.Subtitle),
    alt: body.VisualContentAltText,
    actions: (body.Actions ?? []).filter(action => action.Status !== 'DISABLED'),
    hierarchies: body.ColumnHierarchies ?? [],
  }
}

/** Text of a label; rich text is for QuickSight alone. */
function readLabel(label: Label): string | undefined {
  if (label === undefined || label.Visibility === 'HIDDEN') return undefined
  return label.FormatText?.PlainText
}

export function sheetsOf({ Sheets }: DashboardVersionDefinition): readonly SheetDefinition[] {
  return Sheets ?? []
}

export function visualsOf({ Visuals }: SheetDefinition): readonly Visual[] {
  return Visuals ?? []
}

export interface ControlFacts {
  readonly kind: 'time' | 'list' | 'text'
  readonly parameter: string
  readonly title: string
  readonly isMulti: boolean
  /** What it offers where that is fixed; undefined: the values of a column. */
  readonly values: readonly string[] | undefined
}

const CONTROLS: Record<string, ControlFacts['kind']> = {
  DateTimePicker: 'time',
  Dropdown: 'list',
  List: 'list',
  TextField: 'text',
  TextArea: 'text',
}

/** The sheet's controls as they stand; kinds that the page does not know are left to the checks of definitions. */
export function controlsOf({ ParameterControls }: SheetDefinition): readonly ControlFacts[] {
  return (ParameterControls ?? []).flatMap(readControl)
}

function readControl(control: ParameterControl): ControlFacts[] {
  const [name, body] = Object.entries(control).find(([, member]) => member != null) ?? []
  const kind = name === undefined ? undefined : CONTROLS[name]
  if (kind === undefined || body === undefined) return []
  const values = body.SelectableValues?.Values
  return [
    {
      kind,
      parameter: body.SourceParameterName ?? '',
      title: body.Title ?? body.SourceParameterName ?? '',
      isMulti: body.Type !== 'SINGLE_SELECT',
      values: values === undefined || values.length === 0 ? undefined : values,
    },
  ]
}
