// An expression of a wanted type, from what its place can name.
import { lexicon } from './lexicon.ts'
import { listAggregates, listScalars, listWindows, type Production } from './production.ts'
import type { Random } from './random.ts'
import { type Column, nothing, type Scope } from './scope.ts'
import { bindType, type Piece, parseTemplate } from './template.ts'
import { plant, plantOption, type Tree } from './tree.ts'
import { isScalar, nameType, pickScalar, splitType } from './types.ts'
import { makeWindow, type WindowKind } from './window.ts'

const windowKinds: readonly string[] = ['total', 'peers', 'framed', 'any']

export function makeExpression(random: Random, type: string, scope: Scope, depth: number): Tree {
  if (depth <= 0 || random.chance(0.15)) return makeLeaf(random, type, scope)
  const productions = pickProductions(random, type, scope)
  if (productions.length === 0) return makeLeaf(random, type, scope)
  const smaller = [makeText(random, type, scope), makeLiteral(random, type)]
  return { ...fill(random, random.pick(productions), type, scope, depth - 1), smaller }
}

/** A column, else a literal; where rows are grouped, an aggregate too. */
export function makeLeaf(random: Random, type: string, scope: Scope): Tree {
  const aggregates = listAggregates(type, scope)
  if (aggregates.length > 0 && random.chance(0.5)) return fill(random, random.pick(aggregates), type, scope, 0)
  const literal = makeLiteral(random, type)
  return { sort: type, parts: [makeText(random, type, scope)], smaller: [literal] }
}

function makeText(random: Random, type: string, scope: Scope): string {
  if (random.chance(0.03)) return writeNull(type)
  const fitting = scope.columns.filter(column => column.type === type || column.holds === type)
  const own = fitting.filter(({ isOwn }) => isOwn)
  if (own.length > 0 && random.chance(0.7)) return random.pick(own).text
  return fitting.length > 0 && random.chance(0.85)
    ? random.pick(fitting).text
    : makeConstant(random, type, part => makeText(random, part, scope))
}

const writeNull = (type: string): string => `cast(null as ${nameType(type)})`

export function makeLiteral(random: Random, type: string): string {
  return makeConstant(random, type, part => makeLiteral(random, part))
}

/** @param make its parts, where it has such */
function makeConstant(random: Random, type: string, make: (part: string) => string): string {
  const words = lexicon[type]
  if (words !== undefined) return random.pick(words)
  const { outer, parts } = splitType(type)!
  const makeMany = (count: number, part: string) => Array.from({ length: count }, () => make(part)).join(', ')
  if (outer === 'array') return `array[${makeMany(1 + random.below(3), parts[0]!)}]`
  if (outer === 'row') return `row(${parts.map(make).join(', ')})`
  const keys = parts[0] === 'varchar' ? "'a', 'b'" : "bigint '1', bigint '2'"
  return `map(array[${keys}], array[${makeMany(2, parts[1]!)}])`
}

/** A type that is free, most likely of what there is. */
export function pickFree(random: Random, { columns, grouped }: Scope): string {
  const all = grouped?.columns ?? columns
  const type = all.length > 0 && random.chance(0.6) ? random.pick(all).type : undefined
  return type !== undefined && isScalar(type) ? type : pickScalar(random)
}

function pickProductions(random: Random, type: string, scope: Scope): Production[] {
  if (scope.hasWindows && random.chance(0.35)) {
    const windows = listWindows(type, scope)
    if (windows.length > 0) return windows
  }
  const aggregates = listAggregates(type, scope)
  return aggregates.length > 0 && random.chance(0.5) ? aggregates : listScalars(type, scope)
}

/** A production with its holes filled. */
function fill(random: Random, production: Production, type: string, scope: Scope, depth: number): Tree {
  const inner = holdScope(production, scope)
  const bound = { ...production.bound }
  const variables: Record<string, string> = {}
  const makePart = (piece: Piece): string | Tree => {
    if ('text' in piece) return piece.text
    if ('word' in piece) return random.pick(lexicon[piece.word]!)
    if ('variable' in piece) return nameVariable(piece.variable, variables, scope)
    if ('name' in piece) return nameType(bound[piece.name] ?? piece.name)
    if (piece.type === 'key' || piece.type === 'keys') return writeKey(inner.key ?? [], piece.type)
    if (windowKinds.includes(piece.type)) return makeWindow(random, piece.type as WindowKind, inner)
    for (const [letter] of piece.type.matchAll(/\b[A-Z]\b/g)) bound[letter] ??= pickFree(random, inner)
    const wanted = bindType(piece.type, bound)
    const own = piece.variables.map(([name, its]) => ({
      text: nameVariable(name, variables, scope),
      type: bindType(its, bound),
      isOwn: true,
    }))
    const place = piece.isConstant ? nothing : own.length === 0 ? inner : openLambda(inner, own)
    if (wanted === 'url' || wanted === 'jsontext') return makeLeaf(random, wanted, place)
    return makeExpression(random, wanted, place, depth)
  }
  const template = production.template.replace(/\?$/, '')
  const made = plant(type, ...parseTemplate(template).map(makePart))
  if (production.isAggregate !== true || !/^\w+\([^()]*\)$/.test(template) || !random.chance(0.2)) return made
  const condition = makeExpression(random, 'boolean', inner, depth)
  return plant(type, made, plantOption(' filter (where ', condition, ')'))
}

function holdScope({ isAggregate, isWindow, template }: Production, scope: Scope): Scope {
  if (template.endsWith('?')) return openLambda(scope, [])
  if (isAggregate === true) return { ...(scope.grouped ?? nothing), hasWindows: false, hasQueries: false }
  return isWindow === true ? { ...scope, hasWindows: false, hasQueries: false } : scope
}

/** A lambda's body, and a subquery, can name its variables and the columns, and holds neither aggregates nor windows nor queries. */
function openLambda(scope: Scope, own: readonly Column[]): Scope {
  const outer = scope.columns.filter(({ isWhole }) => !isWhole).map(column => ({ ...column, isOwn: false }))
  return { columns: [...own, ...outer], key: undefined }
}

/** Each lambda its own names, so that none hides another's. */
function nameVariable(name: string, variables: Record<string, string>, { columns }: Scope): string {
  variables[name] ??= `${name.slice(1)}${columns.filter(({ text }) => text.startsWith(name.slice(1))).length + 1}`
  return variables[name]
}

/** One value that no two rows share, or the columns of it. */
function writeKey(key: readonly string[], form: 'key' | 'keys'): string {
  if (form === 'keys' || key.length === 1) return key.join(', ')
  return `concat_ws('|', ${key.map(each => `coalesce(cast(${each} as varchar), '')`).join(', ')})`
}
