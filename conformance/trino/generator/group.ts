// Rows grouped: by columns, by expressions, by sets of columns, or all as one.
import { makeExpression, pickFree } from './expression.ts'
import { type Item, listItems, makeWhere, nameItem, type Selected } from './query.ts'
import type { Random } from './random.ts'
import type { Column, Scope } from './scope.ts'
import type { Source } from './source.ts'
import { plant, plantList, plantOption, type Tree, write } from './tree.ts'
import { pickScalar, pickType } from './types.ts'

export function makeGrouped(random: Random, source: Source, name: string): Selected {
  const rows: Scope = { columns: source.columns, key: source.key }
  const keys = makeKeys(random, source)
  const isSets = keys.length > 0 && keys.every(({ isWhole }) => !isWhole) && random.chance(0.3)
  const key = isSets || keys.length === 0 ? undefined : keys.map(({ text }) => text)
  const scope: Scope = { columns: keys, key, grouped: rows, hasWindows: keys.length > 0 && random.chance(0.25) }
  const shown = keys.map(({ text, type }, i) => nameItem(plant(type, text), `${name}k${i}`, type))
  const items = [...shown, ...makeAggregates(random, scope, name)]
  if (isSets && random.chance(0.5)) {
    items.push(nameItem(plant('bigint', `grouping(${keys.map(({ text }) => text).join(', ')})`), `${name}g`, 'bigint'))
  }
  const having = random.chance(0.25)
    ? plantOption(' having ', makeExpression(random, 'boolean', { ...scope, hasWindows: false }, 2))
    : plant('clause')
  const groups = keys.length === 0 ? plant('clause') : makeGroups(random, keys, isSets)
  return {
    tree: plant(
      'query',
      ...['select ', listItems(items), ' from ', source.from, makeWhere(random, source, rows), groups, having],
    ),
    columns: items.map(({ column }) => column),
    key: key && shown.map(({ column }) => column.text),
  }
}

function makeKeys(random: Random, { columns }: Source): Column[] {
  const coarse = columns.filter(({ isCoarse }) => isCoarse)
  if (coarse.length === 0 || random.chance(0.1)) return []
  const plain = random.some(coarse, 1 + random.below(3))
  const keys = new Map(plain.map(column => [column.text, { ...column, isCoarse: true }]))
  if (random.chance(0.3)) {
    const type = pickScalar(random)
    const text = write(makeExpression(random, type, { columns: coarse, key: undefined }, 1))
    // A number alone would be a place in the select list.
    if (!/^[-\d'(]/.test(text) || /\w\./.test(text)) keys.set(text, { text, type, isWhole: true, isCoarse: true })
  }
  return [...keys.values()]
}

function makeAggregates(random: Random, scope: Scope, name: string): Item[] {
  const types = Array.from({ length: 1 + random.below(4) }, () =>
    random.chance(0.8) ? pickFree(random, scope) : pickType(random),
  )
  return types.map((type, i) => nameItem(makeExpression(random, type, scope, 1 + random.below(2)), `${name}${i}`, type))
}

function makeGroups(random: Random, keys: readonly Column[], isSets: boolean): Tree {
  const texts = keys.map(({ text }) => text)
  if (!isSets) {
    const isPlaced = random.chance(0.3)
    return plant('clause', ' group by ', plantList(texts.map((text, i) => (isPlaced ? String(i + 1) : text))))
  }
  const all = texts.join(', ')
  const forms = [
    ...[
      `rollup (${all})`,
      `cube (${all})`,
      `grouping sets ((${all}), (${texts[0]}), ())`,
      `grouping sets ((${all}), ())`,
    ],
    ...[`${texts[0]}, rollup (${all})`, `grouping sets (${texts.map(text => `(${text})`).join(', ')})`],
  ]
  return plant('clause', ' group by ', random.pick(forms))
}
