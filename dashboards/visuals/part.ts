// A visual that waits for its place: the sheet it goes to gives it its id.
import type { ColumnIdentifier, Visual, VisualCustomAction, VisualTitleLabelOptions } from '@aws-sdk/client-quicksight'
import type { Group } from './field.ts'

export interface Part {
  readonly title: string
  /** @param id the VisualId. */
  readonly draw: (id: string) => Visual
  /** Rows without a value in this column are left out. */
  readonly known?: ColumnIdentifier
}

/** The same without what has no value in the group: of a great "(none)" nobody learns anything. */
export function known(part: Part, { column }: Group): Part {
  return { ...part, known: column }
}

/** What every visual may have. */
export interface PartOptions {
  /** One line below the title. */
  readonly subtitle?: string
  /** For those who do not see it: what it shows, where the title does not say it. */
  readonly alt?: string
  readonly actions?: readonly VisualCustomAction[]
}

/** `Clicks over time` as an id has it: clicks-over-time. */
export function slug(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
}

/** What all kinds of visual have in common. */
export function frame(id: string, title: string, { subtitle, alt, actions }: PartOptions) {
  const Title: VisualTitleLabelOptions = { Visibility: 'VISIBLE', FormatText: { PlainText: title } }
  return {
    VisualId: id,
    Title,
    Subtitle:
      subtitle === undefined
        ? ({ Visibility: 'HIDDEN' } as const)
        : ({ Visibility: 'VISIBLE', FormatText: { PlainText: subtitle } } as const),
    ...(alt === undefined ? {} : { VisualContentAltText: alt }),
    ...(actions === undefined || actions.length === 0 ? {} : { Actions: [...actions] }),
  }
}

/** As many marks as fit, and one for all the others. */
export function limitTo(limit: number) {
  return { ItemsLimit: limit, OtherCategories: 'INCLUDE' } as const
}

/** No more than so many, without one for the others: what cannot be added up, or where they tell nothing. */
export function cutAt(limit: number) {
  return { ItemsLimit: limit, OtherCategories: 'EXCLUDE' } as const
}
