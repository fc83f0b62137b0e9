// What a window goes over.
import { makeExpression } from './expression.ts'
import { frames } from './productions/window.ts'
import type { Random } from './random.ts'
import type { Scope } from './scope.ts'
import { plant, plantList, plantOption, type Tree } from './tree.ts'
import { pickScalar } from './types.ts'

/** total: no two rows share a place. peers: rows may. framed: a total order and a frame. any: whatever gives one answer to what adds up. */
export type WindowKind = 'total' | 'peers' | 'framed' | 'any'

export function makeWindow(random: Random, kind: WindowKind, scope: Scope): Tree {
  if (kind === 'any') return makeAny(random, scope)
  if (kind === 'total' && scope.window !== undefined && random.chance(0.5)) return plant('window', scope.window)
  const parts = kind === 'peers' ? [makeOrder(random, scope)] : [makeTotal(random, scope)]
  const frame = kind === 'framed' ? [' ', random.pick(frames)] : []
  return plant('window', '(', makePartition(random, scope), 'order by ', plantList(parts), ...frame, ')')
}

function makeAny(random: Random, scope: Scope): Tree {
  const draw = random.below(5)
  if (draw === 0) return plant('window', '(', makePartition(random, scope), ')')
  if (draw === 1) return plant('window', '()')
  if (draw === 2) {
    const order = makeExpression(random, 'integer', scope, 0)
    const frame = ` range between ${random.below(3)} preceding and ${random.pick(['current row', '2 following', 'unbounded following'])}`
    return plant('window', '(', makePartition(random, scope), 'order by ', order, frame, ')')
  }
  return makeWindow(random, scope.key === undefined || draw === 3 ? 'peers' : 'framed', scope)
}

function makePartition(random: Random, scope: Scope): Tree {
  const coarse = scope.columns.filter(({ isCoarse }) => isCoarse)
  if (coarse.length === 0 || random.chance(0.3)) return plant('clause')
  return plantOption('partition by ', plantList(random.some(coarse, 1 + random.below(2)).map(({ text }) => text)), ' ')
}

/** An order that rows may share a place in. */
export function makeOrder(random: Random, scope: Scope): Tree {
  const direction = random.pick([
    '',
    ' desc',
    ' asc',
    ' nulls first',
    ' desc nulls last',
    ' desc nulls first',
    ' asc nulls last',
  ])
  return plant('order', makeExpression(random, pickScalar(random), scope, random.below(2)), direction)
}

function makeTotal(random: Random, scope: Scope): Tree {
  const keys = scope.key!.map(each => `${each}${random.pick(['', ' desc'])}`).join(', ')
  return random.chance(0.5) ? plant('order', keys) : plant('order', plantOption(makeOrder(random, scope), ', '), keys)
}
