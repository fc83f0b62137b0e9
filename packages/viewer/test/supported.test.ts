// What cannot be drawn is said by visual and property; the dashboards that we ship can.
import type { Visual } from '@aws-sdk/client-quicksight'
import { describe, expect, test } from 'vitest'
import { dashboards } from '../../../dashboards/dashboards.ts'
import { findFaults } from '../plan.ts'
import { amount, by, column, count, dashboardOf, datasets } from './sample.ts'

const faultOf = (visual: Visual, more = {}) => findFaults(dashboardOf(visual, more), datasets).v
const bar = (wells: object, more: object = {}): Visual => ({
  BarChartVisual: {
    VisualId: 'v',
    ChartConfiguration: { FieldWells: { BarChartAggregatedFieldWells: { Values: [count], ...wells } }, ...more },
  },
})

describe('faults', () => {
  test.each<[Visual, RegExp | undefined]>([
    [bar({ Category: [by('country')] }), undefined],
    [bar({ Category: [by('country')], SmallMultiples: [] }, { SmallMultiplesOptions: {} }), undefined],
    [
      bar({ SmallMultiples: [by('country')] }),
      /^visual v: expected no ChartConfiguration.FieldWells.BarChartAggregatedFieldWells.SmallMultiples, which the viewer does not draw$/,
    ],
    [bar({ Category: [by('nothing')] }), /^visual v, column: expected a column of clicks \(.*\), got nothing$/],
    [bar({ Category: [by('country', { HierarchyId: 'h' })] }), undefined],
    [bar({ Values: [] }), /^visual v, field wells: expected columns of one data set, got none$/],
    [
      bar({ Values: [count, amount()] }),
      /^visual v, field wells: expected columns of one data set, got clicks, orders$/,
    ],
    [
      bar({ Values: [amount(undefined, 'country')] }),
      /^visual v, Values: expected a number to take SUM of, got country, varchar$/,
    ],
    [
      bar({ Category: [{ DateDimensionField: { FieldId: 'd', Column: column('country') } }] }),
      /country: expected a time for DateGranularity DAY, got varchar/,
    ],
    [{ GaugeChartVisual: { VisualId: 'v' } }, /^visual v: expected one of KPIVisual, .*, got GaugeChartVisual$/],
    [
      {
        LineChartVisual: {
          VisualId: 'v',
          ChartConfiguration: { ForecastConfigurations: [{ ForecastProperties: { PeriodsForward: 3 } }] },
        },
      },
      /expected no ChartConfiguration.ForecastConfigurations/,
    ],
    [
      {
        InsightVisual: {
          VisualId: 'v',
          DataSetIdentifier: 'clicks',
          InsightConfiguration: { Computations: [{ Forecast: { ComputationId: 'f' } }] },
        },
      },
      /expected no InsightConfiguration.Computations.Forecast/,
    ],
    [
      {
        InsightVisual: {
          VisualId: 'v',
          DataSetIdentifier: 'clicks',
          InsightConfiguration: { Computations: [{ TotalAggregation: { ComputationId: 'f' } }] },
        },
      },
      /Computations: expected one with a Value, got none/,
    ],
  ])('%j', (visual, message) => {
    const fault = faultOf(visual)
    if (message === undefined) expect(fault).toBeUndefined()
    else expect(fault).toMatch(message)
  })

  test('a data set that is not there, a filter that the viewer does not have', () => {
    const visual = bar({ Category: [by('country')] })
    expect(faultOf(visual, { DataSetIdentifierDeclarations: [] })).toMatch(
      /data set: expected one that is declared and there, got clicks/,
    )
    const group = { FilterGroupId: 'g', CrossDataset: 'ALL_DATASETS', ScopeConfiguration: { AllSheets: {} } }
    const Filters = [{ NestedFilter: { FilterId: 'f', Column: column('country') } }]
    expect(faultOf(visual, { FilterGroups: [{ ...group, Filters }] })).toMatch(
      /^visual v, filter: expected one of CategoryFilter, .*, got NestedFilter$/,
    )
  })
})

describe('dashboards', () => {
  test.each(Object.keys(dashboards))('%s can be drawn', name => {
    expect(findFaults({ name, definition: dashboards[name]! }, datasets)).toEqual({})
  })

  test('there are some', () => {
    expect(Object.keys(dashboards).length).toBeGreaterThan(3)
  })
})
