// `clickstream tables`: what an analyst may ask for, from the one truth.
import { defineCommand } from './command.ts'
import { describeTables, renderMarkdown, type TableEntry } from './dictionary.ts'
import { wrongUsage } from './error.ts'
import { wrap } from './help.ts'
import { nearest } from './nearest.ts'
import type { Paper } from './terminal.ts'
import { showMany } from './units.ts'

export const command = defineCommand({
  name: 'tables',
  about: 'Show the tables and their columns, with what each means',
  usage: '[name]',
  options: {
    json: { type: 'boolean', about: 'As JSON' },
    markdown: { type: 'boolean', about: 'As Markdown, as in docs/tables.md' },
  },
  examples: [
    ['tables', 'the tables there are'],
    ['tables events', 'the columns of events'],
  ],
  async run({ values, positionals }, { out }) {
    const chosen = chooseTables(positionals[0])
    if (values.json) out.line(JSON.stringify(chosen, null, 2))
    else if (values.markdown) out.line(renderMarkdown(chosen).trimEnd())
    else if (positionals.length > 0) for (const table of chosen) showTable(table, out)
    else listTables(chosen, out)
    return 0
  },
})

function chooseTables(name: string | undefined): TableEntry[] {
  const all = describeTables()
  if (name === undefined) return all
  const found = all.filter(table => table.name === name)
  if (found.length > 0) return found
  const names = all.map(table => table.name)
  throw wrongUsage(
    `there is no table ${JSON.stringify(name)}`,
    `Did you mean ${nearest(name, names) ?? names.join(' or ')}?`,
  )
}

function listTables(all: readonly TableEntry[], out: Paper): void {
  for (const table of all) {
    out.line(`${out.style('bold', table.name)}  ${out.style('dim', showMany(table.columns.length, 'column'))}`)
    for (const line of wrap(table.meaning, 76)) out.line(`  ${line}`)
    const partitions = table.columns.filter(column => column.is_partition).map(column => column.name)
    if (partitions.length > 0) out.line(`  Partitioned by ${partitions.join(', ')}.`)
    out.line(`  clickstream tables ${table.name}`)
    out.line()
  }
}

function showTable(table: TableEntry, out: Paper): void {
  out.line(out.style('bold', table.name))
  for (const line of wrap(table.meaning, 78)) out.line(`  ${line}`)
  out.line()
  const width = (name: 'name' | 'type') => Math.max(...table.columns.map(column => column[name].length))
  const [names, types] = [width('name'), width('type')]
  const left = names + types + 6
  for (const { name, type, nullable, is_partition, meaning } of table.columns) {
    const [first, ...rest] = wrap(`${is_partition ? 'Partition. ' : ''}${meaning}`, Math.min(out.columns, 120) - left)
    const mark = nullable ? ' ' : '•'
    out.line(`${out.style('cyan', name.padEnd(names))}  ${out.style('dim', type.padEnd(types))} ${mark} ${first}`)
    for (const line of rest) out.line(' '.repeat(left - 1) + line)
  }
  out.line()
  out.line(out.style('dim', '• never null. All times are UTC.'))
}
