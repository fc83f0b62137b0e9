// Which columns the parts of a statement name, and the subqueries for which Trino has no plan.
import type { Standing } from './decorrelation.ts'
import { type Place, TrinoError } from './error.ts'
import type { Name, Plan, Planned } from './plan.ts'
import type { Relation } from './relation.ts'

/** A column, as it was named somewhere. */
export interface Named {
  readonly symbol: Name
  /** The SELECT that it was named in. */
  readonly level: object
  readonly isInAggregate: boolean
  readonly place: Place
  readonly words: string
}

interface Fault {
  readonly place: Place
  /** What Trino looks for first. */
  readonly isFirst: boolean
}

/** What was named while a part was read. */
export interface Uses<T> {
  readonly value: T
  readonly named: readonly Named[]
  readonly nested: readonly Nested[]
}

/** A subquery in an expression. */
export interface Nested {
  /** The SELECT that it stands in. */
  readonly level: object
  readonly standing: Standing
  /** Whether it names what that SELECT reads. */
  readonly isCorrelated: boolean
  /** The row that is made of it: a value's and EXISTS's alone. */
  readonly plan: (() => Planned) | undefined
}

/** A subquery, as it was read in a SELECT. */
interface Reading {
  readonly level: object
  readonly fields: object
  readonly uses: Uses<Relation>
}

/** Of one statement. */
export class Correlation {
  readonly #named: Named[] = []
  readonly #nested: Nested[] = []
  readonly #aliases = new Map<Name, Name>()
  readonly #faults: Fault[] = []
  /** By how they stand, and their text. */
  readonly readings = new Map<string, Reading>()
  #made = 0

  add(named: Named): void {
    this.#named.push(named)
  }

  addNested(nested: Nested): void {
    this.#nested.push(nested)
  }

  /** What `read` gives, and the columns that it named. */
  follow<T>(read: () => T): Uses<T> {
    const [named, nested] = [this.#named.length, this.#nested.length]
    const value = read()
    return { value, named: this.#named.slice(named), nested: this.#nested.slice(nested) }
  }

  /** A column of a query in FROM that is no more than one within it. */
  setAlias(alias: Name, symbol: Name): void {
    if (alias !== symbol) this.#aliases.set(alias, symbol)
  }

  /** The column that a name of one stands for. */
  resolve(symbol: Name): Name {
    let found = symbol
    for (let next = this.#aliases.get(found); next !== undefined; next = this.#aliases.get(found)) found = next
    return found
  }

  symbolsOf(named: readonly Named[]): ReadonlySet<Name> {
    return new Set(named.map(({ symbol }) => this.resolve(symbol)))
  }

  /** A relation's plan; one that is not looked into names all that was named in it. */
  plan({ value: relation, named }: Omit<Uses<Pick<Relation, 'plan' | 'outputs'>>, 'nested'>): Planned {
    if (relation.plan !== undefined) return relation.plan()
    const plan: Plan = { kind: 'leaf', uses: this.symbolsOf(named), least: 0, most: Number.POSITIVE_INFINITY }
    return { plan, symbols: relation.outputs.map(() => this.makeSymbol()) }
  }

  /** That of a relation in FROM, whose columns have names of their own there. */
  planFrom(relation: Omit<Uses<Pick<Relation, 'plan' | 'outputs'>>, 'nested'>, columns: readonly Name[]): Plan {
    const { plan, symbols } = this.plan(relation)
    for (const [i, column] of columns.entries()) this.setAlias(column, symbols[i]!)
    return plan
  }

  /** A name for what is worked out. */
  makeSymbol(): Name {
    this.#made++
    return `#${this.#made}`
  }

  blame(place: Place, isFirst: boolean): void {
    this.#faults.push({ place, isFirst })
  }

  /** Trino says it after all else, of the subquery that is planned last. @throws TrinoError */
  check(): void {
    const fault = this.#faults.findLast(({ isFirst }) => isFirst) ?? this.#faults.at(-1)
    if (fault === undefined) return
    throw new TrinoError('NOT_SUPPORTED', fault.place, 'Given correlated subquery is not supported')
  }
}
