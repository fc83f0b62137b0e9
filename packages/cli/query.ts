// `clickstream query`: the saved questions, asked with values of one's own.
import type { Parameter } from '@clickstream/query/engine'
import { bindParameters, type SavedParameter, type SavedQuery } from '@clickstream/query/library'
import { deliverAnswer, outputOptions, readOutput } from './answer.ts'
import { defineCommand, type Option } from './command.ts'
import { withEngine } from './engine.ts'
import { CliError, WRONG_USAGE, wrongUsage } from './error.ts'
import { wrap } from './help.ts'
import { readMoment } from './moment.ts'
import { findQuery, readQueries } from './queries.ts'
import { readSettings } from './settings.ts'
import type { Paper } from './terminal.ts'

const DATES = `Dates are days in UTC, such as 2026-01-31, today, yesterday, 7d (seven days ago)
or 2w. An event counts on the day it happened if it arrived no more than
--late_days after the last one.`

export const command = defineCommand({
  name: 'query',
  about: 'Ask a saved question; --list shows them all',
  usage: '[name]',
  details: `
Each question is a file in queries/: Athena SQL with a header that names its
parameters, and each parameter is an option here.

${DATES}`,
  options: {
    ...outputOptions,
    list: { type: 'boolean', about: 'The questions there are' },
    show: { type: 'boolean', about: "The question's SQL instead of its answer" },
  },
  examples: [
    ['query --list', 'what can be asked'],
    ['query top_links --from 7d', 'the most clicked links of the last week'],
    ['query top_links --help', 'what can be said with it'],
    ['query revenue_by_day --format csv --out revenue.csv', 'for a spreadsheet'],
  ],
  async moreOptions({ positionals }) {
    const query = (await readQueries()).find(each => each.name === positionals[0])
    return Object.fromEntries((query?.parameters ?? []).map(parameter => [parameter.name, describe(parameter)]))
  },
  async topic({ positionals }) {
    const query = (await readQueries()).find(each => each.name === positionals[0])
    if (query === undefined) return undefined
    const { name, title: about, parameters } = query
    const isDated = parameters.some(({ type }) => type === 'date')
    const details = [...wrap(query.about, 80), ...(isDated ? ['', DATES] : [])].join('\n')
    const examples = [
      [`query ${name}${parameters.some(each => each.name === 'from') ? ' --from 7d' : ''}`, 'the answer'],
      [`query ${name} --show`, 'its SQL'],
    ] as const
    return { name, about, details, without: ['list'], examples }
  },
  async run({ values, positionals: [name] }, terminal) {
    const queries = await readQueries()
    if (values.list) {
      listQueries(queries, values.json === true, terminal.out)
      return 0
    }
    if (name === undefined) {
      throw wrongUsage('query: expected the name of a question', 'clickstream query --list shows them all.')
    }
    const query = findQuery(queries, name)
    if (values.show) {
      terminal.out.line(query.text.trimEnd())
      return 0
    }
    const output = readOutput(values, terminal)
    const parameters = bindValues(query, values as Readonly<Record<string, unknown>>)
    await withEngine(readSettings({ data: values.data }), engine =>
      deliverAnswer(
        { engine, sql: query.sql, parameters, whenEmpty: explainEmpty(name, parameters) },
        output,
        terminal,
      ),
    )
    return 0
  },
})

/** The default is said and not set here: it may lean on another parameter, and the library knows how. */
function describe({ type, default: standard }: SavedParameter): Option {
  const about = standard === null ? 'Needed' : `Default: ${standard.replace(/ before (\w+)$/, ' before --$1')}`
  return { type: 'string', value: type.toUpperCase(), about }
}

/** @throws CliError (exit code 2) for a value that is not of its type, or one that is missing. */
function bindValues(query: SavedQuery, values: Readonly<Record<string, unknown>>): Parameter[] {
  const given: Record<string, string> = {}
  for (const { name, type } of query.parameters) {
    const value = values[name]
    if (typeof value === 'string') given[name] = readMoment(value, type, Date.now())
  }
  try {
    return bindParameters(query, given)
  } catch (error) {
    throw new CliError(`--${(error as Error).message}`, `See clickstream query ${query.name} --help`, WRONG_USAGE)
  }
}

/** What to do about an answer without rows. */
function explainEmpty(name: string, parameters: readonly Parameter[]): string {
  const value = (name: string) => parameters.find(parameter => parameter.name === name)?.value
  const [from, to] = [value('from'), value('to')]
  if (from == null || to == null) return 'clickstream doctor says whether the lake has anything.'
  return [
    `Nothing answers it from ${from} to ${to}.`,
    'Ask for other days with --from and --to, or with other values:',
    `clickstream query ${name} --help. clickstream doctor says what there is.`,
  ].join('\n')
}

function listQueries(queries: readonly SavedQuery[], json: boolean, out: Paper): void {
  if (json) {
    const entries = queries.map(({ name, title, about, parameters }) => ({ name, title, about, parameters }))
    out.line(JSON.stringify(entries, null, 2))
    return
  }
  const width = Math.max(0, ...queries.map(query => query.name.length))
  for (const { name, about } of queries) {
    const [first, ...rest] = wrap(about, Math.min(out.columns, 120) - width - 2)
    out.line(`${out.style('cyan', name.padEnd(width))}  ${first}`)
    for (const line of rest) out.line(' '.repeat(width + 2) + line)
  }
}
