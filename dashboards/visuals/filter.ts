// What parameters leave of the data.
import type { Filter, FilterGroup, FilterScopeConfiguration } from '@aws-sdk/client-quicksight'
import { CHOICES, type ChoiceName, type Period } from './parameter.ts'
import type { Source } from './source.ts'

const EVERYWHERE: FilterScopeConfiguration = { AllSheets: {} }

/** On the sheets with these ids alone. */
function onSheets(ids: readonly string[]): FilterScopeConfiguration {
  return {
    SelectedSheets: {
      SheetVisualScopingConfigurations: ids.map(SheetId => ({ SheetId, Scope: 'ALL_VISUALS' })),
    },
  }
}

/**
 * The values chosen, in every data set that has the column. None chosen is all, also what has none.
 * @param from a data set that has it.
 * @param sheets the ids of those that it is for; unless said, all.
 */
export function filterChoice(name: ChoiceName, from: Source, sheets?: readonly string[]): FilterGroup {
  return {
    FilterGroupId: `choose-${name}`,
    Status: 'ENABLED',
    CrossDataset: 'ALL_DATASETS',
    ScopeConfiguration: sheets === undefined ? EVERYWHERE : onSheets(sheets),
    Filters: [
      {
        CategoryFilter: {
          FilterId: `choose-${name}-is`,
          Column: from.column(CHOICES[name].column),
          Configuration: {
            CustomFilterConfiguration: { MatchOperator: 'EQUALS', ParameterName: name, NullOption: 'ALL_VALUES' },
          },
        },
      },
    ],
  }
}

/** From the beginning of `from` to the end of `to`, of one data set: each has a time of its own that counts. */
export function filterPeriod(of: Source, { granularity }: Period): FilterGroup {
  return {
    FilterGroupId: `period-of-${of.name}`,
    Status: 'ENABLED',
    CrossDataset: 'SINGLE_DATASET',
    ScopeConfiguration: EVERYWHERE,
    Filters: [
      {
        TimeRangeFilter: {
          FilterId: `period-of-${of.name}-is`,
          Column: of.column(of.time!),
          IncludeMinimum: true,
          IncludeMaximum: true,
          RangeMinimumValue: { Parameter: 'from' },
          RangeMaximumValue: { Parameter: 'to' },
          NullOption: 'NON_NULLS_ONLY',
          TimeGranularity: granularity,
        },
      },
    ],
  }
}

/** A filter of one visual alone. */
export function filterVisual(sheet: string, visual: string, filter: (id: string) => Filter): FilterGroup {
  return {
    FilterGroupId: `only-${visual}`,
    Status: 'ENABLED',
    CrossDataset: 'SINGLE_DATASET',
    ScopeConfiguration: {
      SelectedSheets: {
        SheetVisualScopingConfigurations: [{ SheetId: sheet, Scope: 'SELECTED_VISUALS', VisualIds: [visual] }],
      },
    },
    Filters: [filter(`only-${visual}-is`)],
  }
}
