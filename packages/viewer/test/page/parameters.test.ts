import type { DashboardVersionDefinition } from '@aws-sdk/client-quicksight'
import { expect, test } from 'vitest'
import { choose, fitState, parametersOf, stateForTile, valuesOf } from '../../page/parameters.ts'
import { NO_CHOICE, type ViewState } from '../../state.ts'

const time = (Name: string, Expression: string, TimeGranularity: 'DAY' | 'MINUTE') => ({
  DateTimeParameterDeclaration: { Name, TimeGranularity, DefaultValues: { RollingDate: { Expression } } },
})

const definition: DashboardVersionDefinition = {
  DataSetIdentifierDeclarations: [],
  ParameterDeclarations: [
    time('from', "addDateTime(-6, 'DD', truncDate('DD', now()))", 'DAY'),
    {
      StringParameterDeclaration: {
        Name: 'traffic',
        ParameterValueType: 'MULTI_VALUED',
        DefaultValues: { StaticValues: ['human'] },
      },
    },
    { StringParameterDeclaration: { Name: 'country', ParameterValueType: 'MULTI_VALUED' } },
  ],
}
const [from, traffic, country] = parametersOf(definition)
const state = (part: Partial<ViewState>): ViewState => ({ ...NO_CHOICE, ...part })

test('defaults are those of the declaration, as an address has them', () => {
  expect([from, traffic, country].map(parameter => parameter!.defaults)).toEqual([['-6d'], ['human'], []])
  expect(valuesOf(NO_CHOICE, traffic!)).toEqual(['human'])
  expect(valuesOf(state({ parameters: { traffic: [] } }), traffic!)).toEqual([])
})

test('what equals the default leaves the address', () => {
  const all = choose(NO_CHOICE, traffic!, [])
  expect(all.parameters).toEqual({ traffic: [] })
  expect(choose(all, traffic!, ['human']).parameters).toEqual({})
  expect(choose(all, traffic!, undefined).parameters).toEqual({})
})

test('parameters of other dashboards, picks and drills of other sheets are left out', () => {
  const pick = (visual: string) => ({ visual, column: 'country', value: 'IN' })
  const whole = state({
    parameters: { country: ['IN'], product: ['p-1'] },
    picks: [pick('here'), pick('there')],
    drills: { here: ['mobile'], there: ['mobile'] },
  })
  expect(fitState(whole, parametersOf(definition), [{ id: 'here' }])).toEqual({
    ...whole,
    parameters: { country: ['IN'] },
    picks: [pick('here')],
    drills: { here: ['mobile'] },
  })
})

test('days are not for a parameter in minutes, nor moments for one in days', () => {
  const minutes = parametersOf({ ...definition, ParameterDeclarations: [time('from', 'now()', 'MINUTE')] })
  const days = state({ parameters: { from: ['-27d'] } })
  const moments = state({ parameters: { from: ['-30m'] } })
  expect(fitState(days, minutes, []).parameters).toEqual({})
  expect(fitState(moments, minutes, []).parameters).toEqual({ from: ['-30m'] })
  expect(fitState(moments, [from!], []).parameters).toEqual({})
  expect(fitState(days, [from!], []).parameters).toEqual({ from: ['-27d'] })
})

test('a tile is not asked about its own picks, nor about the drills of others', () => {
  const whole = state({
    picks: [
      { visual: 'a', column: 'country', value: 'IN' },
      { visual: 'b', column: 'os', value: null },
    ],
    drills: { a: ['x'], b: ['y'] },
  })
  expect(stateForTile(whole, 'a')).toEqual({ ...whole, picks: [whole.picks[1]], drills: { a: ['x'] } })
})
