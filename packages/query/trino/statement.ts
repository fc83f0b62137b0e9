// One statement of Athena's: a query, or a question about the tables themselves.
import type { Parameter } from '../engine.ts'
import type { CatalogQuestion } from '../statement.ts'
import { placeOf, Refusal } from './error.ts'
import type { Parser, ParserRuleContext } from './grammar.ts'
import { parse } from './parse.ts'
import { type TranslateOptions, type Translation, translateParsed } from './translate.ts'

export type Statement =
  | (Translation & { readonly kind: 'query' })
  | { readonly kind: 'question'; readonly question: CatalogQuestion }

type Read = (node: never) => CatalogQuestion

const questions: Readonly<Record<string, Read>> = {
  ShowTablesContext: () => ({ kind: 'tables' }),
  ShowColumnsContext: (node: Parser.ShowColumnsContext) => ({
    kind: 'columns',
    table: node.tableOrViewName().getText().replaceAll('"', '').split('.').at(-1)!,
  }),
}

/**
 * Reads one statement, and translates it where it is a query.
 * @throws TrinoError in Athena's words for what Athena would not run, Refusal for what only Athena runs
 */
export async function readStatement(
  sql: string,
  parameters: readonly Parameter[],
  options: TranslateOptions = {},
): Promise<Statement> {
  const node = await parse(sql)
  const kind = node.constructor.name
  if (kind === 'StatementDefaultContext') return { kind: 'query', ...translateParsed(node, parameters, options) }
  const read = questions[kind]
  if (read === undefined) throw new Refusal(placeOf(node as ParserRuleContext), firstWords(node), 'write a query')
  return { kind: 'question', question: read(node as never) }
}

function firstWords(node: ParserRuleContext): string {
  return node.constructor.name
    .replace(/Context$/, '')
    .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toUpperCase()
}
