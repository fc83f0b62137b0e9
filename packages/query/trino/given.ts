// Columns of what stands before UNNEST, or around its query, handed to it: DuckDB's lambdas do not find them there.
import type { Named } from './correlation.ts'
import { quoteName } from './expression.ts'
import { Scope } from './scope.ts'

export interface Given {
  /** The same columns, as those of `relation`. */
  readonly scope: Scope
  /** That relation: FROM and a row of those that are named. */
  from(named: readonly Named[]): string
}

export function handIn(seen: Scope, relation: string): Given {
  const columns = new Map<string, { readonly name: string; readonly sql: string }>()
  const give = (scope: Scope): Scope => {
    const fields = scope.fields.map(field => {
      const name = `k${columns.size}`
      const sql = `${quoteName(relation)}.${name}`
      columns.set(sql, { name, sql: field.sql })
      scope.session.correlation.setAlias(sql, field.sql)
      return { ...field, sql }
    })
    return new Scope(scope.session, fields, scope.parent && give(scope.parent), scope.level, scope.lambdas)
  }
  return {
    scope: give(seen),
    from(named) {
      const used = new Set(named.map(({ symbol }) => columns.get(symbol)).filter(column => column !== undefined))
      const list = [...used].map(({ name, sql }) => `${sql} as ${name}`)
      return list.length === 0 ? '' : ` from (select ${list.join(', ')}) as ${quoteName(relation)}`
    },
  }
}
