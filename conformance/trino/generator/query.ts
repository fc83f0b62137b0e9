// SELECT in its shapes. Every column has a name; what is said of the rows holds for whoever reads from it.
import { makeExpression, pickFree } from './expression.ts'
import { makeGrouped } from './group.ts'
import { isSortable } from './production.ts'
import type { Random } from './random.ts'
import { type Column, nothing, type Scope } from './scope.ts'
import { makeSource, makeValues, type Source } from './source.ts'
import { plant, plantList, plantOption, type Tree } from './tree.ts'
import { pickScalar, pickType } from './types.ts'
import { makeWindow } from './window.ts'

export interface Selected {
  readonly tree: Tree
  readonly columns: readonly Column[]
  /** Columns that no two rows share. */
  readonly key: readonly string[] | undefined
}

/** A column of the select list. */
export interface Item {
  readonly tree: Tree
  readonly column: Column
}

/** @param name what its columns' names begin with */
export function makeSelect(random: Random, depth: number, name: string): Selected {
  const draw = random.below(100)
  if (draw < 12) return makeConstants(random, name)
  if (draw < 42) return makeRows(random, makeSource(random, depth), name, random.chance(0.35))
  if (draw < 78) return makeGrouped(random, makeSource(random, depth), name)
  if (draw < 86) return makeDistinct(random, makeSource(random, depth), name)
  return makeSet(random, name)
}

function makeConstants(random: Random, name: string): Selected {
  const items = makeItems(random, { ...nothing, hasQueries: true }, name, 3)
  return {
    tree: plant('query', 'select ', listItems(items)),
    columns: items.map(({ column }) => column),
    key: undefined,
  }
}

/** One row a row of the source, the first so many where they can be told apart. */
export function makeRows(random: Random, source: Source, name: string, hasWindows: boolean): Selected {
  const { columns, key, from } = source
  const inner: Scope = { columns, key, hasQueries: random.chance(0.3) }
  const named = hasWindows && key !== undefined && random.chance(0.2) ? makeWindow(random, 'total', inner) : undefined
  const scope = { ...inner, hasWindows, ...(named && { window: 'w1' }) }
  const keys = (key ?? []).map((text, i) => ({
    tree: plant('item', `${text} as ${name}k${i}`),
    column: { text: `${name}k${i}`, type: columns.find(each => each.text === text)!.type },
  }))
  const items = [...keys, ...makeItems(random, scope, name)]
  const window = named === undefined ? [] : [' window w1 as ', named]
  const names = key && keys.map(({ column }) => column.text)
  const end =
    names === undefined ? [] : [` order by ${names.join(', ')}`, plantOption(` limit ${20 + random.below(60)}`)]
  return {
    tree: plant(
      'query',
      'select ',
      listItems(items),
      ' from ',
      from,
      makeWhere(random, source, inner),
      ...window,
      ...end,
    ),
    columns: items.map(({ column }) => column),
    key: names,
  }
}

/** All columns there are, by their own names. */
export function makeWhole(random: Random, source: Source): Selected {
  const where = makeWhere(random, source, { columns: source.columns, key: undefined })
  const end = source.key === undefined ? '' : ` order by ${source.key.join(', ')}`
  const limit = end === '' ? [] : [plantOption(` limit ${20 + random.below(60)}`)]
  return { tree: plant('query', 'select * from ', source.from, where, end, ...limit), columns: [], key: undefined }
}

function makeDistinct(random: Random, source: Source, name: string): Selected {
  const coarse = source.columns.filter(({ isCoarse }) => isCoarse)
  const scope = { columns: coarse, key: undefined }
  const types = Array.from({ length: 1 + random.below(3) }, () => random.pick(coarse)?.type ?? pickScalar(random))
  const items = types.map((type, i) =>
    nameItem(makeExpression(random, type, scope, random.below(3)), `${name}${i}`, type),
  )
  return {
    tree: plant('query', 'select distinct ', listItems(items), ' from ', source.from, makeWhere(random, source, scope)),
    columns: items.map(({ column }) => column),
    key: items.map(({ column }) => column.text),
  }
}

function makeSet(random: Random, name: string): Selected {
  const types = Array.from({ length: 1 + random.below(3) }, () => pickScalar(random))
  const makeSide = () => {
    const source = makeValues(random, 'v')
    const scope = { columns: source.columns, key: undefined }
    const items = types.map((type, i) =>
      nameItem(makeExpression(random, type, scope, random.below(3)), `${name}${i}`, type),
    )
    return plant('query', 'select ', listItems(items), ' from ', source.from, makeWhere(random, source, scope))
  }
  const operation = random.pick([
    'union',
    'union all',
    'intersect',
    'except',
    'union distinct',
    'intersect all',
    'except all',
  ])
  const sides = random.chance(0.25)
    ? [makeSide(), ` ${random.pick(['union', 'union all', operation])} `, makeSide()]
    : [makeSide()]
  return {
    tree: plant('query', makeSide(), ` ${operation} `, ...sides),
    columns: types.map((type, i) => ({ text: `${name}${i}`, type, isCoarse: true })),
    key: undefined,
  }
}

export function makeWhere(random: Random, { filter }: Source, scope: Scope): Tree {
  const conditions = filter === undefined ? [] : [filter]
  const more = random.chance(0.35) ? [makeExpression(random, 'boolean', { ...scope, hasWindows: false }, 2)] : []
  const list = plantList([...conditions, ...more], ' and ')
  return list.parts.length === 0 ? plant('clause') : plantOption(' where ', list)
}

function makeItems(random: Random, scope: Scope, name: string, most = 5): Item[] {
  const types = Array.from({ length: 1 + random.below(most) }, () =>
    random.chance(0.4) ? pickFree(random, scope) : pickType(random),
  )
  return types.map((type, i) => {
    const tree = makeExpression(random, type, scope, 1 + random.below(3))
    // The outermost columns are named by nobody: they can have any name, or none.
    if (name === 'c' && random.chance(0.15)) {
      return {
        tree: plant('item', tree, random.pick(['', '', ` as Mixed${i}`, ` as "Mixed ${i}"`])),
        column: { text: '', type },
      }
    }
    return nameItem(tree, `${name}${i}`, type)
  })
}

export function nameItem(tree: Tree, name: string, type: string): Item {
  const isCoarse = isSortable(type) && !/interval|months/.test(type)
  return { tree: plant('item', tree, ` as ${name}`), column: { text: name, type, isCoarse } }
}

export const listItems = (items: readonly Item[]): Tree => plantList(items.map(({ tree }) => tree))
