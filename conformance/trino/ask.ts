// node conformance/trino/ask.ts [--port 8435] 'select 1': columns with their types, rows as JSON; the error, with exit code 1.
import { parseArgs } from 'node:util'
import { ask } from './client.ts'

const { values, positionals } = parseArgs({
  options: { port: { type: 'string', default: '8435' } },
  allowPositionals: true,
})
for (const sql of positionals) {
  const { names, types, rows, error, stats } = await ask(`http://127.0.0.1:${values.port}`, sql)
  if (error === undefined) {
    console.log(names.map((name, i) => `${name} ${types[i]}`).join(' | '))
    for (const row of rows) console.log(JSON.stringify(row))
    console.log(`-- ${rows.length} rows, ${stats.physicalInputBytes} bytes`)
  } else {
    process.exitCode = 1
    const place = error.line === undefined ? '' : `line ${error.line}:${error.column}: `
    console.log(`${error.name} (${error.type}): ${place}${error.message}`)
  }
}
