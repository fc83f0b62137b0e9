// A visual that waits for its place: the sheet it goes to gives it its id.
import type {
  ColumnIdentifier,
  Filter,
  Visual,
  VisualCustomAction,
  VisualTitleLabelOptions,
} from '@aws-sdk/client-quicksight'
import type { Group } from './field.ts'

export interface Part {
  readonly title: string
  /** @param id the VisualId. */
  readonly draw: (id: string) => Visual
  /** What the visual leaves out for itself. @param id the FilterId. */
  readonly filter?: (id: string) => Filter
}

/** The same without what has no value in the group: of a great "(none)" nobody learns anything. */
export function known(part: Part, { column }: Group): Part {
  const Configuration = {
    FilterListConfiguration: {
      MatchOperator: 'CONTAINS',
      SelectAllOptions: 'FILTER_ALL_VALUES',
      NullOption: 'NON_NULLS_ONLY',
    },
  } as const
  return { ...part, filter: FilterId => ({ CategoryFilter: { FilterId, Column: column, Configuration } }) }
}

/** Only where a column of numbers is this one. */
export function where(part: Part, column: ColumnIdentifier, value: number): Part {
  const equal = { MatchOperator: 'EQUALS', NullOption: 'NON_NULLS_ONLY' } as const
  return {
    ...part,
    filter: FilterId => ({ NumericEqualityFilter: { FilterId, Column: column, Value: value, ...equal } }),
  }
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
