// What an SQL/JSON path finds in JSON, as Trino walks it: lax takes arrays for their items where it must.
import { negate, reckon, round, roundIndex } from './arithmetic.ts'
import { holds } from './filter.ts'
import { type Item, isNumeric, isScalar, PathError } from './item.ts'
import { nameOf, toDouble, toNumber, toOperand, wrongItem } from './operand.ts'
import type { JsonPath, Method, Path, Subscript } from './path-tree.ts'
import { entriesOf, memberOf } from './reader.ts'

/** More steps than any path of use takes for one row. */
const MOST_STEPS = 20_000_000

/** What is around a part of a path. */
interface Here {
  /** Of the innermost array, from 0; undefined outside of one. */
  readonly last?: number
  /** The item that a filter looks at. */
  readonly current?: Item
}

/** An item given by name; undefined is of JSON that is NULL, and stands for none. */
export type Given = ReadonlyMap<string, Item | undefined>

/**
 * All that is found, in its order.
 * @throws PathError in Trino's words
 */
export function evaluate(path: JsonPath, input: Item, given: Given): readonly Item[] {
  return new Evaluation(path.isLax, input, given).find(path.root, {})
}

class Evaluation {
  readonly #isLax: boolean
  readonly #input: Item
  readonly #given: Given
  #objects = 0
  #steps = 0

  constructor(isLax: boolean, input: Item, given: Given) {
    this.#isLax = isLax
    this.#input = input
    this.#given = given
  }

  #step(count = 1): void {
    this.#steps += count
    if (this.#steps > MOST_STEPS)
      throw new Error(
        `NOT_SUPPORTED_LOCALLY: a JSON path of more than ${MOST_STEPS} steps for a row runs on Athena only`,
      )
  }

  #unwrap(items: readonly Item[]): readonly Item[] {
    if (!items.some(({ kind }) => kind === 'array')) return items
    const unwrapped: Item[] = []
    for (const item of items) {
      if (item.kind !== 'array') unwrapped.push(item)
      else {
        this.#step(item.items.length)
        for (const each of item.items) unwrapped.push(each)
      }
    }
    return unwrapped
  }

  /** As most parts of a path take what is left of them. */
  #findLax(path: Path, here: Here): readonly Item[] {
    const items = this.find(path, here)
    return this.#isLax ? this.#unwrap(items) : items
  }

  find(path: Path, here: Here): readonly Item[] {
    this.#step()
    switch (path.op) {
      case 'context':
        return [this.#input]
      case 'null':
        return [{ kind: 'null' }]
      case 'literal':
        return [path.value]
      case 'current':
        if (here.current === undefined) throw new PathError('accessing current filter item with no enclosing filter')
        return [here.current]
      case 'last':
        if (here.last === undefined) throw new PathError('accessing the last array index with no enclosing array')
        return [{ kind: 'integer', value: BigInt(here.last) }]
      case 'variable': {
        const item = this.#given.get(path.name)
        return item === undefined ? [] : [item]
      }
      case 'sign': {
        const numbers = this.#findLax(path.of, here).map(toNumber)
        return path.sign === '-' ? numbers.map(negate) : numbers
      }
      case 'binary':
        return [this.#reckon(path, here)]
      case 'member':
        return this.#members(path.key, this.#findLax(path.of, here))
      case 'descendant': {
        const found: Item[] = []
        for (const item of this.find(path.of, here)) this.#descend(item, path.key, found)
        return found
      }
      case 'items':
        return this.#items(path.subscripts, this.find(path.of, here), here)
      case 'filter': {
        const isLax = this.#isLax
        return this.#findLax(path.of, here).filter(current => {
          const inner = { ...here, current }
          const unwrap = (items: readonly Item[]) => (isLax ? this.#unwrap(items) : items)
          const asks = {
            isLax,
            find: (each: Path) => this.find(each, inner),
            unwrap,
            step: (n: number) => this.#step(n),
          }
          return holds(path.where, asks) === true
        })
      }
      case 'method':
        return this.#call(path.name, path.of, here)
    }
  }

  #reckon(path: Extract<Path, { op: 'binary' }>, here: Here): Item {
    const [left, right] = [this.#findLax(path.left, here), this.#findLax(path.right, here)]
    if (left.length !== 1 || right.length !== 1)
      throw new PathError('arithmetic binary expression requires singleton operands')
    return reckon(path.sign, toOperand(left[0]!), toOperand(right[0]!))
  }

  #members(key: string | null, items: readonly Item[]): readonly Item[] {
    const found: Item[] = []
    for (const item of items) {
      if (item.kind !== 'object') {
        if (!this.#isLax) throw wrongItem('OBJECT', item)
        continue
      }
      if (key === null) {
        for (const [, value] of entriesOf(item)) found.push(value)
        this.#step(item.entries.length)
        continue
      }
      const value = memberOf(item, key)
      if (value !== undefined) found.push(value)
      else if (!this.#isLax) throw new PathError(`structural error: missing member '${key}' in JSON object`)
    }
    return found
  }

  #descend(item: Item, key: string, found: Item[]): void {
    this.#step()
    if (item.kind === 'array') for (const each of item.items) this.#descend(each, key, found)
    if (item.kind !== 'object') return
    const value = memberOf(item, key)
    if (value !== undefined) found.push(value)
    for (const [, each] of entriesOf(item)) this.#descend(each, key, found)
  }

  #items(subscripts: readonly Subscript[] | null, bases: readonly Item[], here: Here): readonly Item[] {
    const found: Item[] = []
    for (const base of bases) {
      if (base.kind !== 'array' && !this.#isLax) throw wrongItem('ARRAY', base)
      const items: readonly Item[] = base.kind === 'array' ? base.items : [base]
      if (subscripts === null) {
        this.#step(items.length)
        for (const item of items) found.push(item)
        continue
      }
      if (items.length === 0 && !this.#isLax)
        throw new PathError('structural error: invalid array subscript for empty array')
      if (items.length === 0) continue
      const inner = { ...here, last: items.length - 1 }
      for (const { from, to } of subscripts) {
        const first = this.#index('from', this.find(from, inner))
        const last = to === undefined ? first : this.#index('to', this.find(to, inner))
        const size = BigInt(items.length)
        const isWithin = first >= 0n && first < size && last >= 0n && last < size && first <= last
        if (!this.#isLax && !isWithin) {
          const words = `invalid array subscript: [${first}, ${last}] for array of size ${size}`
          throw new PathError(`structural error: ${words}`)
        }
        const [begin, end] = [first < 0n ? 0n : first, last < size ? last : size - 1n]
        for (let i = begin; i <= end; i++) found.push(items[Number(i)]!)
        if (begin <= end) this.#step(Number(end - begin))
      }
    }
    return found
  }

  #index(name: 'from' | 'to', found: readonly Item[]): bigint {
    if (found.length !== 1) throw new PathError(`array subscript '${name}' value must be singleton numeric`)
    const item = found[0]!
    if (item.kind === 'number') {
      const value = /^-?\d+$/.test(item.text) ? BigInt(item.text) : Number(item.text)
      const whole = typeof value === 'bigint' ? value : Number.isFinite(value) ? BigInt(Math.trunc(value)) : 1n << 64n
      if (BigInt.asIntN(64, whole) !== whole) throw new PathError(`cannot convert value ${item.text} to long`)
      return whole
    }
    if (!isScalar(item) || !isNumeric(item)) throw wrongItem('NUMBER', item)
    return roundIndex(item)
  }

  #call(name: Method, of: Path, here: Here): readonly Item[] {
    switch (name) {
      case 'type':
        return this.find(of, here).map(nameOf)
      case 'size':
        return this.find(of, here).map(item => {
          if (item.kind !== 'array' && !this.#isLax) throw wrongItem('ARRAY', item)
          return { kind: 'integer', value: BigInt(item.kind === 'array' ? item.items.length : 1) }
        })
      case 'double':
        return this.#findLax(of, here).map(toDouble)
      case 'keyvalue':
        return this.#findLax(of, here).flatMap(item => this.#keyValues(item))
      default:
        return this.#findLax(of, here).map(item => round(name as 'abs', toNumber(item)))
    }
  }

  #keyValues(item: Item): readonly Item[] {
    if (item.kind !== 'object') throw wrongItem('OBJECT', item)
    const id = { kind: 'number', text: String(this.#objects++) } as const
    this.#step(item.entries.length)
    return entriesOf(item).map(([text, value]) => ({
      kind: 'object',
      entries: [
        ['name', { kind: 'string', text }],
        ['value', value],
        ['id', id],
      ],
    }))
  }
}
