// What stands in FROM, and what an expression over it can name.
import { makeExpression, makeLiteral } from './expression.ts'
import { joins, pickTable, takeTable } from './lake.ts'
import { makeSelect, type Selected } from './query.ts'
import type { Random } from './random.ts'
import type { Column } from './scope.ts'
import { plant, plantList, plantOption, type Tree } from './tree.ts'
import { pickScalar } from './types.ts'

export interface Source {
  readonly from: Tree
  readonly columns: readonly Column[]
  readonly key: readonly string[] | undefined
  /** What keeps it small. */
  readonly filter: string | undefined
}

export function makeSource(random: Random, depth: number): Source {
  const draw = random.below(100)
  if (draw < 34) return makeValues(random, 'v')
  if (draw < 60) return makeTable(random)
  if (draw < 74) return makeJoin(random)
  if (draw < 80) return makeValuesJoin(random)
  if (draw < 90 || depth <= 0)
    return makeUnnest(random, random.chance(0.6) ? makeValues(random, 'v') : makeTable(random))
  return nameSelect(makeSelect(random, depth - 1, 'q'), 'q')
}

function makeTable(random: Random): Source {
  const table = pickTable(random)
  return { ...table, from: plant('source', table.name) }
}

/** Rows written out; `id` tells them apart. */
export function makeValues(random: Random, name: string): Source {
  const types = Array.from({ length: 3 + random.below(4) }, () => pickScalar(random))
  const empty = (row: number) => row > 0 && random.chance(0.2)
  const rows = Array.from({ length: 2 + random.below(6) }, (_, row) => {
    const cells = types.map(type => (empty(row) ? 'null' : makeLiteral(random, type)))
    return `(${[row + 1, ...cells].join(', ')})`
  })
  const names = types.map((_, i) => 'abcdef'[i]!)
  const columns = [...names.map((each, i) => ({ text: `${name}.${each}`, type: types[i]!, isCoarse: true }))]
  return {
    from: plant('source', '(values ', plantList(rows), `) as ${name} (${['id', ...names].join(', ')})`),
    columns: [{ text: `${name}.id`, type: 'integer' }, ...columns],
    key: [`${name}.id`],
    filter: undefined,
  }
}

const kinds = ['join', 'inner join', 'left join', 'left join', 'right join', 'full join', 'full outer join']

function makeJoin(random: Random): Source {
  const { left, right, pairs } = random.pick(joins)
  const [ours, theirs] = [takeTable(random, left, 'l.'), takeTable(random, right, 'r.')]
  const kind = random.pick(kinds)
  const shared = pairs.filter(([one, other]) => one === other).map(([one]) => one)
  // Rows that only one side has must be few, too.
  const from = ours.filter === undefined ? left : `(select * from ${left} where ${ours.filter.replaceAll('l.', '')})`
  if (shared.length === pairs.length && random.chance(0.4)) {
    const merge = (text: string) => (shared.includes(text.slice(2)) ? text.slice(2) : text)
    const columns = [...ours.columns, ...theirs.columns].map(column => ({ ...column, text: merge(column.text) }))
    const known = new Map(columns.map(column => [column.text, column]))
    return {
      from: plant('source', `${from} as l ${kind} ${right} as r using (${shared.join(', ')})`),
      columns: [...known.values()],
      key: [...new Set([...(ours.key ?? []), ...(theirs.key ?? [])].map(merge))],
      filter: undefined,
    }
  }
  const columns = [...ours.columns, ...theirs.columns]
  const equal = pairs.map(([one, other]) => `l.${one} = r.${other}`).join(' and ')
  const isFull = kind.startsWith('full') || random.chance(0.6)
  const also = isFull ? [] : [plantOption(' and ', makeExpression(random, 'boolean', { columns, key: undefined }, 1))]
  return {
    from: plant('source', `${from} as l ${kind} ${right} as r on ${equal}`, ...also),
    columns,
    key: [...(ours.key ?? []), ...(theirs.key ?? [])],
    filter: undefined,
  }
}

function makeValuesJoin(random: Random): Source {
  const [ours, theirs] = [makeValues(random, 'v'), makeValues(random, 'w')]
  const columns = [...ours.columns, ...theirs.columns]
  const both = { columns, key: [...ours.key!, ...theirs.key!], filter: undefined }
  if (random.chance(0.25)) return { ...both, from: plant('source', ours.from, ' cross join ', theirs.from) }
  const kind = random.pick(kinds)
  const equal = random.pick([
    'v.id = w.id',
    'v.id = w.id + 1',
    'v.id < w.id',
    'v.id = w.id and v.id > 1',
    'v.id % 2 = w.id % 2',
  ])
  const isPlain = kind.startsWith('full') || random.chance(0.5)
  const on = isPlain ? (kind.startsWith('full') ? equal.replace('<', '=') : equal) : `${equal} and `
  const also = isPlain ? [] : [makeExpression(random, 'boolean', { columns, key: undefined }, 1)]
  return { ...both, from: plant('source', ours.from, ` ${kind} `, theirs.from, ` on ${on}`, ...also) }
}

function makeUnnest(random: Random, source: Source): Source {
  const scope = { columns: source.columns, key: undefined }
  if (random.chance(0.15)) return makeLateral(random, source)
  const isMap = random.chance(0.2)
  const [one, other] = [pickScalar(random), pickScalar(random)]
  const key = random.pick(['varchar', 'bigint'])
  const types = isMap ? [key, one] : random.chance(0.4) ? [one, other] : [one]
  const given = isMap ? [`map(${key},${one})`] : types.map(type => `array(${type})`)
  const isNumbered = random.chance(0.5)
  const names = [...types.map((_, i) => `u${i + 1}`), ...(isNumbered ? ['n'] : [])]
  const isLeft = random.chance(0.4)
  const from = plant(
    'source',
    source.from,
    isLeft ? ' left join unnest(' : ' cross join unnest(',
    plantList(given.map(type => makeExpression(random, type, scope, 2))),
    `)${isNumbered ? ' with ordinality' : ''} as u (${names.join(', ')})${isLeft ? ' on true' : ''}`,
  )
  const columns = types.map((type, i) => ({ text: `u.u${i + 1}`, type, isCoarse: true }))
  const number = isNumbered ? [{ text: 'u.n', type: 'bigint' }] : []
  return {
    from,
    columns: [...source.columns, ...columns, ...columns, ...number],
    key: isNumbered && source.key !== undefined ? [...source.key, 'u.n'] : undefined,
    filter: source.filter,
  }
}

/** A row for each, made of it. */
function makeLateral(random: Random, source: Source): Source {
  const scope = { columns: source.columns, key: undefined }
  const types = [pickScalar(random), pickScalar(random)]
  const items = types.map((type, i) => plant('item', makeExpression(random, type, scope, 2), ` as u${i + 1}`))
  const columns = types.map((type, i) => ({ text: `u.u${i + 1}`, type, isCoarse: true }))
  return {
    ...source,
    from: plant('source', source.from, ' cross join lateral (select ', plantList(items, ', ', items.length), ') as u'),
    columns: [...source.columns, ...columns, ...columns],
  }
}

/** A query in brackets as a source. */
export function nameSelect(selected: Selected, name: string): Source {
  return { ...refer(selected, name), from: plant('source', '(', selected.tree, `) as ${name}`) }
}

/** What a query of this name gives. */
export function refer({ columns, key }: Selected, name: string): Omit<Source, 'from'> {
  return {
    columns: columns.map(column => ({ ...column, text: `${name}.${column.text}` })),
    key: key?.map(each => `${name}.${each}`),
    filter: undefined,
  }
}
