// Where in a statement Athena's words point; DuckDB's are in sql.test.ts, from DuckDB itself.
import { expect, test } from 'vitest'
import { findPlace } from '../fault.ts'

// biome-ignore format: a table reads as a table
test.each([
  ['select a,\n nix from events', "SYNTAX_ERROR: line 2:2: Column 'nix' cannot be resolved", { line: 2, column: 2 }],
  ['select a\n from foo', "TABLE_NOT_FOUND: line 2:7: Table 'awsdatacatalog.lake.foo' does not exist", { line: 2, column: 7 }],
  ['select a\nfrm events', "line 2:1: mismatched input 'frm'. Expecting: ',', 'FROM'", { line: 2, column: 1 }],
  ['select ?,\n a, a', "SYNTAX_ERROR: line 2:5: '=' cannot be applied to bigint, varchar", { line: 2 }],
  ['select 1', 'DIVISION_BY_ZERO: Division by zero', undefined],
] as const)('%j: %s', (sql, message, place) => {
  expect(findPlace(sql, message)).toEqual(place)
})
