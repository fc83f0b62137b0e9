import type { VisualCustomAction, VisualCustomActionOperation } from '@aws-sdk/client-quicksight'
import { describe, expect, test } from 'vitest'
import { type ActionContext, choicesOf, fillUrl, togglePicks } from '../../page/actions.ts'
import type { VisualFacts } from '../../page/definition.ts'
import { NO_CHOICE } from '../../state.ts'
import type { TileColumn } from '../../wire.ts'

const column = (id: string, name: string, granularity?: string): TileColumn => ({
  id,
  role: 'group',
  well: 'Category',
  name,
  column: name,
  type: 'varchar',
  ...(granularity === undefined ? {} : { granularity }),
})
const action = (Trigger: VisualCustomAction['Trigger'], ...ActionOperations: VisualCustomActionOperation[]) => ({
  CustomActionId: 'a',
  Name: 'Do it',
  Trigger,
  ActionOperations,
})
const mark = {
  values: [
    { column: 'country', value: 'IN' },
    { column: 'destination_url', value: 'https://example.com/a?b=c' },
  ],
  x: 0,
  y: 0,
}
const context = (visual: Partial<VisualFacts>, more: Partial<ActionContext> = {}): ActionContext => ({
  visual: {
    id: 'v',
    kind: 'BarChartVisual',
    title: 'V',
    subtitle: undefined,
    alt: undefined,
    actions: [],
    hierarchies: [],
    ...visual,
  },
  columns: [column('f1', 'country'), column('f2', 'destination_url')],
  state: NO_CHOICE,
  parameters: [{ name: 'place', isTime: false, isMulti: true, isMoment: false, defaults: [] }],
  ...more,
})

test('a filter action picks the fields it names', () => {
  const pick = action('DATA_POINT_CLICK', {
    FilterOperation: {
      SelectedFieldsConfiguration: { SelectedFields: ['f1'] },
      TargetVisualsConfiguration: { SameSheetTargetVisualConfiguration: { TargetVisualOptions: 'ALL_VISUALS' } },
    },
  })
  const [choice] = choicesOf(mark, context({ actions: [pick] }))
  expect(choice?.state?.picks).toEqual([{ visual: 'v', column: 'country', value: 'IN' }])
})

test('the same mark again takes its pick away, another one takes its place', () => {
  const once = togglePicks(NO_CHOICE, [{ column: 'country', value: 'IN' }], 'v')
  const other = togglePicks(once, [{ column: 'country', value: null }], 'v')
  expect(other.picks).toEqual([{ visual: 'v', column: 'country', value: null }])
  expect(togglePicks(other, [{ column: 'country', value: null }], 'v').picks).toEqual([])
  expect(togglePicks(once, [{ column: 'os', value: 'iOS' }], 'w').picks).toHaveLength(2)
})

test('a parameter is set from a field, and the other sheet is gone to', () => {
  const go = action(
    'DATA_POINT_CLICK',
    { NavigationOperation: { LocalNavigationConfiguration: { TargetSheetId: 'one' } } },
    {
      SetParametersOperation: {
        ParameterValueConfigurations: [{ DestinationParameterName: 'place', Value: { SourceField: 'f1' } }],
      },
    },
  )
  const [choice] = choicesOf(mark, context({ actions: [go] }))
  expect(choice).toMatchObject({ label: 'Do it', sheet: 'one', state: { parameters: { place: ['IN'] } } })
})

test('a click comes before the menu, the way down comes last', () => {
  const url = action('DATA_POINT_MENU', { URLOperation: { URLTemplate: '<<destination_url>>', URLTarget: 'NEW_TAB' } })
  const pick = action('DATA_POINT_CLICK', {
    FilterOperation: {
      SelectedFieldsConfiguration: { SelectedFieldOptions: 'ALL_FIELDS' },
      TargetVisualsConfiguration: { SameSheetTargetVisualConfiguration: { TargetVisualOptions: 'ALL_VISUALS' } },
    },
  })
  const column = (ColumnName: string) => ({ DataSetIdentifier: 'd', ColumnName })
  const hierarchies = [{ ExplicitHierarchy: { HierarchyId: 'h', Columns: [column('country'), column('city')] } }]
  const choices = choicesOf(mark, context({ actions: [url, pick], hierarchies }))
  expect(choices.map(choice => choice.url ?? choice.state?.drills.v ?? choice.state?.picks.length)).toEqual([
    2,
    'https://example.com/a?b=c',
    ['IN'],
  ])
})

test('a time is drilled into from its own granularity, and no further than the server goes', () => {
  const hierarchies = [{ DateTimeHierarchy: { HierarchyId: 'time' } }]
  const at = { values: [{ column: 'occurred_at', value: '2026-11-22T00:00:00.000' }], x: 0, y: 0 }
  const down = (granularity: string) =>
    choicesOf(at, context({ hierarchies }, { columns: [column('t', 'occurred_at', granularity)] })).map(
      each => each.label,
    )
  expect(down('MONTH')).toEqual(['Drill down to day'])
  expect(down('DAY')).toEqual(['Drill down to hour'])
  expect(down('MINUTE')).toEqual([])
})

describe('fillUrl', () => {
  test.each([
    ['<<destination_url>>', 'https://example.com/a?b=c'],
    ['https://maps.example/?q={{country}}', 'https://maps.example/?q=IN'],
    ['https://maps.example/?q=<<destination_url>>', 'https://maps.example/?q=https%3A%2F%2Fexample.com%2Fa%3Fb%3Dc'],
    ['https://maps.example/?q=<<$place>>', 'https://maps.example/?q='],
    ['javascript:alert(1)//<<country>>', undefined],
    ['<<country>>', undefined],
  ])('%s is %s', (template, expected) => {
    expect(fillUrl(template, mark, context({}))).toBe(expected)
  })

  test('a value that is no web address is not opened', () => {
    const bad = { ...mark, values: [{ column: 'destination_url', value: 'javascript:alert(document.domain)' }] }
    expect(fillUrl('<<destination_url>>', bad, context({}))).toBeUndefined()
    expect(fillUrl('{{ destination_url }}', bad, context({}))).toBeUndefined()
  })
})
