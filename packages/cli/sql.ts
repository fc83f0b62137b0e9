// `clickstream sql`: one question in Athena's SQL.
import { readFileSync } from 'node:fs'
import { deliverAnswer, outputOptions, readOutput } from './answer.ts'
import { defineCommand } from './command.ts'
import { withEngine } from './engine.ts'
import { wrongUsage } from './error.ts'
import { readSettings } from './settings.ts'

export const command = defineCommand({
  name: 'sql',
  about: "Ask the lake in Athena's SQL",
  usage: '<statement>',
  details: `
The tables are events, rejected, and those that jobs make of them, such as
sessions; clickstream tables shows all and their columns. The same text runs on
Athena. Filter events on received_date, received_hour and app: then only the
files of those partitions are read. The statement - is read from stdin.
It may also make views and tables (create view, create table … as), which
everybody sees, and write files for others (unload).`,
  options: outputOptions,
  examples: [
    ['sql "select event_type, count(*) from events group by 1"', 'what happened'],
    ['sql "select * from events where app = \'store\'" --format ndjson', 'raw data out'],
    ['sql - --format csv < question.sql', 'a statement from a file'],
  ],
  async run({ values, positionals }, terminal) {
    const output = readOutput(values, terminal)
    const statement = positionals[0] === '-' ? readFileSync(0, 'utf8') : positionals[0]!
    if (statement.trim() === '') throw wrongUsage('sql: expected a statement, got nothing')
    await withEngine(
      readSettings({ data: values.data }),
      engine => deliverAnswer({ engine, sql: statement, parameters: [] }, output, terminal),
      { mayDefine: true },
    )
    return 0
  },
})
