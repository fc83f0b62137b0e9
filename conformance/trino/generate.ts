// Statements nobody thought of: SELECTs over the lake's tables, each with one answer only, from a seed.

import { makeExpression, makeLiteral } from './generator/expression.ts'
import { faults } from './generator/fault.ts'
import { makeRows, makeSelect, makeWhole, type Selected } from './generator/query.ts'
import { type Random, seedRandom } from './generator/random.ts'
import { makeSource, refer } from './generator/source.ts'
import { plant, plantList, plantOption, type Tree, write } from './generator/tree.ts'

export interface Generated {
  /** Seed and place: the same statement whatever the count. */
  readonly name: string
  readonly sql: string
  /** Whether it ends in an order that no two rows share. */
  readonly isOrdered: boolean
  /** For making it smaller. */
  readonly tree: Tree
}

const FAULTY = 0.035

export function generate(seed: number, count: number): Generated[] {
  return Array.from({ length: count }, (_, place) => generateOne(seed, place))
}

export function generateOne(seed: number, place: number): Generated {
  const random = seedRandom(seed, place)
  const { tree, isOrdered } = order(random, makeQuery(random))
  const isFaulty = random.chance(FAULTY)
  const asked = isFaulty ? addFault(random, tree) : tree
  return { name: `${seed}:${place}`, sql: write(asked), isOrdered: isOrdered && !isFaulty, tree: asked }
}

function makeQuery(random: Random): Selected {
  const draw = random.below(100)
  if (draw < 12) return makeCommon(random)
  if (draw < 14) return makeRecursive(random)
  return draw < 19 ? makeWhole(random, makeSource(random, 1)) : makeSelect(random, 2, 'c')
}

/** Orders what can be told apart, and takes the first of it or those after. */
function order(random: Random, { tree, key, columns }: Selected): { tree: Tree; isOrdered: boolean } {
  if (/ order by [^()]*( limit \d+)?$/.test(write(tree))) return { tree, isOrdered: true }
  if (key === undefined) return { tree, isOrdered: false }
  const place = (name: string) => String(columns.findIndex(({ text }) => text === name) + 1)
  const isPlaced = random.chance(0.5)
  const directions = ['', ' desc', ' asc nulls first', ' desc nulls last', ' nulls first']
  const parts = key.map(name => `${isPlaced ? place(name) : name}${random.pick(directions)}`)
  const skipped = random.chance(0.2) ? [plantOption(` offset ${random.below(4)}`)] : []
  const limited = random.pick([
    '',
    '',
    ` limit ${1 + random.below(50)}`,
    ` fetch first ${1 + random.below(9)} rows only`,
  ])
  const end = [...skipped, ...(limited === '' ? [] : [plantOption(limited)])]
  return { tree: plant('query', tree, ' order by ', plantList(parts, ', ', parts.length), ...end), isOrdered: true }
}

/** Queries that have names before they are read from. */
function makeCommon(random: Random): Selected {
  const first = makeSelect(random, 1, 'a')
  const second = makeRows(random, { ...refer(first, 'one'), from: plant('source', 'one') }, 'b', random.chance(0.4))
  if (random.chance(0.4)) return { ...second, tree: plant('query', 'with one as (', first.tree, ') ', second.tree) }
  const last = makeRows(random, { ...refer(second, 'two'), from: plant('source', 'two') }, 'c', random.chance(0.2))
  const tree = plant('query', 'with one as (', first.tree, '), two as (', second.tree, ') ', last.tree)
  return { ...last, tree }
}

/** A query that reads from itself. */
function makeRecursive(random: Random): Selected {
  const scope = {
    columns: [
      { text: 'n', type: 'bigint', isOwn: true },
      { text: 's', type: 'varchar' },
    ],
    key: undefined,
  }
  const begin = `with recursive t (n, s) as (select bigint '1', cast(${makeLiteral(random, 'varchar')} as varchar) union all select n + 1, `
  const step = plant('varchar', 'cast(', makeExpression(random, 'varchar', scope, 2), ' as varchar)')
  const tree = plant('query', begin, step, ` from t where n < ${1 + random.below(7)}) select n, s from t`)
  return {
    tree,
    columns: [
      { text: 'n', type: 'bigint' },
      { text: 's', type: 'varchar' },
    ],
    key: ['n'],
  }
}

/** What is asked wrongly beside a query's columns; or alone, as nobody promises which of two filters is asked first. */
function addFault(random: Random, tree: Tree): Tree {
  const fault = random.pick(faults)
  if (random.chance(0.6)) return plant('query', 'select ', fault, ' as fault, q.* from (', tree, ') as q')
  return plant('query', 'select 1 as one where (', fault, ') is not null')
}
