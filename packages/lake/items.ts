// What the catalog on AWS needs of a table of items: DynamoDB's own, as little of it as does. A test's is a Map.

export type Value = string | number | Uint8Array

export interface Key {
  readonly pk: string
  readonly sk: string
}

export interface Item extends Key {
  readonly [attribute: string]: Value
}

/** What is to become of one item; with neither set, add nor isGone it only says what has to hold. */
export interface Write extends Key {
  /** What its attributes must be, null: absent. An item that is not there has none. */
  readonly if?: Readonly<Record<string, Value | null>>
  /** Attributes as they are from then on, null: none. The others stay. */
  readonly set?: Readonly<Record<string, Value | null>>
  /** Counters that grow by so much, from 0. */
  readonly add?: Readonly<Record<string, number>>
  readonly isGone?: boolean
}

/** Items of one pk, in the order of sk. */
export interface Span {
  /** Both included, compared as UTF-8. */
  readonly from?: string
  readonly to?: string
  readonly isDescending?: boolean
  readonly limit?: number
}

/** Of writes that were to be made all at once none was, as an item was not as it had to be. */
export class Unmet extends Error {
  override name = 'Unmet'
  /** By the place of the write: the item as it was, null where there was none, undefined where it was as it had to be. */
  readonly items: readonly (Item | null | undefined)[]
  constructor(items: readonly (Item | null | undefined)[]) {
    super('items: expected each to be as its write says, one was not')
    this.items = items
  }
}

/** Writes that can be made in one step. */
export const MOST = 100

export interface Items {
  /** Those that are there of any number, as the last write left them. */
  get(keys: readonly Key[]): Promise<Item[]>
  query(pk: string, span?: Span): Promise<Item[]>
  /**
   * All of them (of different items, MOST at most) in one step, or none.
   * @throws Unmet when an item is not as its write says
   */
  write(writes: readonly Write[]): Promise<void>
  close(): Promise<void>
}

/** By item: one key in a Map. */
export function nameItem({ pk, sk }: Key): string {
  return JSON.stringify([pk, sk])
}
