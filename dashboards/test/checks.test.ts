// Each check finds what it is for: a definition that is right, with one thing broken.
import type { DashboardVersionDefinition } from '@aws-sdk/client-quicksight'
import type { SavedQuery } from '@clickstream/query/library'
import { expect, test } from 'vitest'
import { goTo } from '../visuals/action.ts'
import { bar } from '../visuals/bar.ts'
import { dashboard } from '../visuals/dashboard.ts'
import { kpi } from '../visuals/kpi.ts'
import { lastDays } from '../visuals/parameter.ts'
import { known } from '../visuals/part.ts'
import { row, sheet } from '../visuals/sheet.ts'
import { source } from '../visuals/source.ts'
import { table } from '../visuals/table.ts'
import { checkCalculations, checkColumns, type DataSets } from './columns.ts'
import { checkLayout } from './layout.ts'
import { checkLimits } from './limits.ts'
import { checkModel } from './model.ts'
import { checkIds, checkParameters, checkTargets, checkWords } from './references.ts'

const text = '-- title: Sales\n'
const sales: SavedQuery = {
  name: 'sales',
  title: 'Sales',
  about: 'Sales',
  parameters: [
    { name: 'from', type: 'date', default: null },
    { name: 'to', type: 'date', default: null },
  ],
  positions: ['from', 'to'],
  columns: [
    { name: 'occurred_at', type: 'timestamp(3)' },
    { name: 'app', type: 'varchar' },
    { name: 'country', type: 'varchar' },
    { name: 'value', type: 'decimal(18,4)' },
  ],
  sql: 'select 1',
  text,
}
const datasets: DataSets = new Map([['sales', sales]])

const of = source('sales', {
  time: 'occurred_at',
  calculations: { half: 'sum({value}) / 2', quarter: '{half} / 2', tenth: "ifelse({country} = '{app}', 1, 0)" },
})
const country = of.by('country')

/** A new one each time, so that each test breaks its own. */
function make(): DashboardVersionDefinition {
  const first = sheet('First', {
    about: 'All sales.',
    controls: ['period', 'country'],
    offers: of,
    rows: [
      row(6, [18, kpi('Sales', of.count('Sales'))], [18, kpi('Quarter', of.value('quarter'))]),
      row(
        10,
        [12, known(bar('Countries', country, [of.sum('value')]), country)],
        [24, table('Table', [country], [of.value('tenth')], { actions: [goTo('Second', 'country', country, 'Show')] })],
      ),
    ],
  })
  const second = sheet('Second', {
    about: 'Of some countries.',
    controls: ['country'],
    offers: of,
    rows: [row(6, [36, kpi('Sales', of.count('Sales'))])],
  })
  const made = dashboard([of], {
    period: lastDays(7),
    choices: { names: ['country'], of },
    only: { country: ['second'] },
    sheets: [first, second],
  })
  return structuredClone(made)
}

/** biome-ignore-start lint/suspicious/noExplicitAny: what is broken has no type */
type Break = (definition: any) => void
const first = (definition: any, i: number): any => Object.values(definition.Sheets[0].Visuals[i])[0]
/** biome-ignore-end lint/suspicious/noExplicitAny: from here on */

const checks = {
  columns: (definition: DashboardVersionDefinition) => checkColumns(definition, datasets),
  calculations: (definition: DashboardVersionDefinition) => checkCalculations(definition, datasets),
  ids: checkIds,
  parameters: (definition: DashboardVersionDefinition) => checkParameters(definition, datasets),
  targets: checkTargets,
  words: checkWords,
  layout: checkLayout,
  limits: checkLimits,
  model: checkModel,
}

test.each(Object.entries(checks))('%s finds nothing in what is right', (_name, check) => {
  expect(check(make())).toEqual([])
})

const bars = (d: Parameters<Break>[0]) => first(d, 2).ChartConfiguration.FieldWells.BarChartAggregatedFieldWells
const grid = (d: Parameters<Break>[0]) => d.Sheets[0].Layouts[0].Configuration.GridLayout.Elements
const string = (d: Parameters<Break>[0]) => d.ParameterDeclarations[2].StringParameterDeclaration

// biome-ignore format: a table reads as a table
const broken: readonly (readonly [keyof typeof checks, string, Break])[] = [
  ['columns', 'sales.nation', d => { bars(d).Category[0].CategoricalDimensionField.Column.ColumnName = 'nation' }],
  ['columns', 'got others', d => { d.DataSetIdentifierDeclarations[0].Identifier = 'others' }],
  ['columns', 'clickstream-sales, got arn:other', d => { d.DataSetIdentifierDeclarations[0].DataSetArn = 'arn:other' }],
  ['columns', 'column of number or calculated, got sales.country (text)', d => { bars(d).Values[0].NumericalMeasureField.Column.ColumnName = 'country' }],
  ['columns', 'column of text, got sales.value (number)', d => { d.FilterGroups[1].Filters[0].CategoryFilter.Column.ColumnName = 'value' }],
  ['columns', 'column of time, got sales.app', d => { d.FilterGroups[0].Filters[0].TimeRangeFilter.Column.ColumnName = 'app' }],
  ['columns', 'LinkToDataSetColumn: expected a column of a declared data set, got sales.town', d => { d.Sheets[0].ParameterControls[2].Dropdown.SelectableValues.LinkToDataSetColumn.ColumnName = 'town' }],
  ['columns', 'Columns', d => { first(d, 2).ColumnHierarchies = [{ ExplicitHierarchy: { HierarchyId: 'a', Columns: [{ DataSetIdentifier: 'sales', ColumnName: 'town' }] } }] }],
  ['calculations', 'a column of sales, got worth', d => { d.CalculatedFields[0].Expression = 'sum({worth})' }],
  ['calculations', 'a declared parameter, got rate', d => { d.CalculatedFields[0].Expression = ['sum({value}) * $', '{rate}'].join('') }],
  ['calculations', 'none that leads back to itself, got quarter', d => { d.CalculatedFields[0].Expression = '{quarter} * 2' }],
  ['calculations', 'a name that no column has, got value', d => { d.CalculatedFields[0].Name = 'value' }],
  ['ids', 'VisualId: expected each once', d => { first(d, 1).VisualId = first(d, 0).VisualId }],
  ['ids', 'FilterGroupId: expected each once', d => { d.FilterGroups[1].FilterGroupId = d.FilterGroups[0].FilterGroupId }],
  ['ids', 'expected letters, digits, _ and -, got a b', d => { d.Sheets[1].SheetId = 'a b' }],
  ['ids', 'expected each FieldId once', d => { bars(d).Values.push(bars(d).Values[0]) }],
  ['ids', 'expected a field of its wells, got sales.town', d => { first(d, 2).ChartConfiguration.SortConfiguration.CategorySort[0].FieldSort.FieldId = 'sales.town' }],
  ['ids', 'expected a field of its wells, got nothing.here', d => { first(d, 3).Actions[0].ActionOperations[1].SetParametersOperation.ParameterValueConfigurations[0].Value.SourceField = 'nothing.here' }],
  ['ids', 'expected a hierarchy it has, got way', d => { bars(d).Category[0].CategoricalDimensionField.HierarchyId = 'way' }],
  ['ids', 'expected each action once', d => { first(d, 2).Actions.push(first(d, 2).Actions[0]) }],
  ['parameters', 'letters and digits, got the_country', d => { string(d).Name = 'the_country' }],
  ['parameters', 'a name that the address does not use, got zone', d => { string(d).Name = 'zone' }],
  ['parameters', 'ParameterDeclarations: expected each once, got from again', d => { string(d).Name = 'from' }],
  ['parameters', 'Dropdown.SourceParameterName: expected a declared parameter, got town', d => { d.Sheets[0].ParameterControls[2].Dropdown.SourceParameterName = 'town' }],
  ['parameters', 'RangeMinimumValue.Parameter: expected a declared parameter, got since', d => { d.FilterGroups[0].Filters[0].TimeRangeFilter.RangeMinimumValue.Parameter = 'since' }],
  ['parameters', 'got sales.country', d => { string(d).MappedDataSetParameters.push({ DataSetIdentifier: 'sales', DataSetParameterName: 'country' }) }],
  ['parameters', 'got others.from', d => { string(d).MappedDataSetParameters.push({ DataSetIdentifier: 'others', DataSetParameterName: 'from' }) }],
  ['parameters', 'parameter of letters and digits, got late_days', d => { string(d).MappedDataSetParameters.push({ DataSetIdentifier: 'sales', DataSetParameterName: 'late_days' }) }],
  ['targets', 'TargetSheetId: expected a sheet, got third', d => { first(d, 3).Actions[0].ActionOperations[0].NavigationOperation.LocalNavigationConfiguration.TargetSheetId = 'third' }],
  ['targets', 'expected a sheet, got fourth', d => { d.FilterGroups[1].ScopeConfiguration.SelectedSheets.SheetVisualScopingConfigurations[0].SheetId = 'fourth' }],
  ['targets', 'expected a visual of first, got other', d => { d.FilterGroups[2].ScopeConfiguration.SelectedSheets.SheetVisualScopingConfigurations[0].VisualIds[0] = 'other' }],
  ['words', 'expected a title, got none', d => { first(d, 0).Title.FormatText.PlainText = ' ' }],
  ['layout', 'expected one place for first-sales, got 0', d => { grid(d).shift() }],
  ['layout', 'expected one of its own in the layout, got ghost', d => { grid(d)[0].ElementId = 'ghost' }],
  ['layout', 'expected to end by column 36, got 37', d => { grid(d)[1].ColumnSpan = 19 }],
  ['layout', 'expected places apart, got first-sales over first-countries', d => { grid(d)[0].RowSpan = 7 }],
  ['layout', 'expected VISUAL, got IMAGE', d => { grid(d)[0].ElementType = 'IMAGE' }],
  ['layout', 'expected one place for second-control-country, got 0', d => { d.Sheets[1].SheetControlLayouts[0].Configuration.GridLayout.Elements = [] }],
  ['limits', 'Visuals: expected at most 75, got 76', d => { d.Sheets[0].Visuals = Array.from({ length: 76 }, () => ({})) }],
  ['limits', 'Actions: expected at most 10, got 11', d => { first(d, 2).Actions = Array.from({ length: 11 }, () => ({})) }],
  ['limits', 'PlainText: expected at most 512, got 513', d => { first(d, 0).Title.FormatText.PlainText = 'x'.repeat(513) }],
  ['limits', 'BarChartAggregatedFieldWells.Category: expected at most 1, got 2', d => { bars(d).Category.push({}) }],
  ['limits', 'RowSpan: expected 1 to 21, got 22', d => { grid(d)[0].RowSpan = 22 }],
  ['model', 'expected a member of BarChartVisual, got Colour', d => { first(d, 2).Colour = 'red' }],
  ['model', 'expected VisualId, got none', d => { first(d, 2).VisualId = undefined }],
  ['model', 'expected a text, got 7', d => { first(d, 2).VisualId = 7 }],
  ['model', 'expected a number, got "7"', d => { grid(d)[0].RowSpan = '7' }],
  ['model', 'expected true or false, got "yes"', d => { d.FilterGroups[0].Filters[0].TimeRangeFilter.IncludeMinimum = 'yes' }],
  ['model', 'expected a list, got {}', d => { d.Sheets[0].Visuals = {} }],
  ['model', 'expected a list, got "human"', d => { string(d).DefaultValues = { StaticValues: 'human' } }],
  ['model', 'expected a Date, got "2026-01-01"', d => { d.ParameterDeclarations[0].DateTimeParameterDeclaration.DefaultValues = { StaticValues: ['2026-01-01'] } }],
]

test.each(broken)('%s finds: %s', (name, expected, breakIt) => {
  const definition = make()
  breakIt(definition)
  expect(checks[name](definition).join('\n')).toContain(expected)
})

test('a data set that the dashboard does not list is an error', () => {
  const other = source('others', { time: 'occurred_at' })
  const one = sheet('One', {
    about: 'x',
    controls: [],
    offers: of,
    rows: [row(6, [36, kpi('Sales', other.count('Sales'))])],
  })
  const options = { period: lastDays(7), choices: { names: [], of }, sheets: [one] }
  expect(() => dashboard([of], options)).toThrow("sheets: expected one of the dashboard's data sets, got others")
})

test('rows of an answer without a time cannot be counted', () => {
  expect(() => source('answers').count('Answers')).toThrow(
    'answers: expected a data set with a time to count rows of, got none',
  )
})
