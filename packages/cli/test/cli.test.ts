// The program as a process: helps, errors, exit codes.

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { queryable } from '@clickstream/events/tables'
import { jobs } from '@clickstream/jobs/jobs'
import { describe, expect, test } from 'vitest'
import { commands } from '../commands.ts'
import { readQueries } from '../queries.ts'
import { expectTaken } from './lines.ts'
import { execute, makeFolder, root, run } from './run.ts'

const names = Object.keys(commands)
const { version } = JSON.parse(readFileSync(`${root}/packages/cli/package.json`, 'utf8'))

describe('help', () => {
  test('of the program names every command, within 80 columns', async () => {
    const { code, out, err } = await execute(['--help'])
    expect([code, err]).toEqual([0, ''])
    for (const name of names) expect(out).toMatch(new RegExp(`^ {2}${name} `, 'm'))
    expectNarrow(out)
    expect((await execute([])).out).toBe(out)
  })

  test.each(names)('of %s has usage, options and examples, within 80 columns', async name => {
    const { code, out, err } = await execute([name, '--help'])
    expect([code, err]).toEqual([0, ''])
    expect(out).toContain(`clickstream ${name}`)
    expect(out).toContain('Options:')
    expect(out).toContain('Examples:')
    expect(out).toContain('--help')
    expectNarrow(out)
  })

  test('of a saved question names its parameters', async () => {
    const { out } = await execute(['query', 'top_links', '--help'])
    expect(out).toMatch(/^clickstream query top_links {2}/)
    expect(out).toMatch(/--from DATE/)
    expect(out).toMatch(/--limit INTEGER/)
    for (const { name } of await readQueries()) expectNarrow((await execute(['query', name, '--help'])).out)
  })

  test.each(Object.keys(jobs))('of job %s is its own, within 80 columns', async name => {
    const { out } = await execute(['job', name, '--help'])
    expect(out).toMatch(new RegExp(`^clickstream job ${name}\\s`))
    expect(out).toContain(`  clickstream job ${name} [options]`)
    expect(out).toMatch(new RegExp(`Examples:\n  clickstream job ${name}`))
    expect(out).not.toContain('--list')
    expectNarrow(out)
  })

  test('of all jobs is a list within 80 columns', async () => {
    expectNarrow((await execute(['job', '--list'])).out)
  })

  test('every example is a line that the command takes', async () => {
    for (const name of names) {
      const { command } = await commands[name]!()
      for (const [line] of command.examples) {
        expect(line.split(' ')[0]).toBe(name)
        await expectTaken(line)
      }
    }
  })
})

test('as a process it says the same, and exits with the same code', async () => {
  const [help, wrong] = await Promise.all([run(['--help']), run(['reply'])])
  expect(help).toEqual(await execute(['--help']))
  expect(wrong).toEqual(await execute(['reply']))
  expect(wrong.code).toBe(2)
})

test('--version says its own and that of Node', async () => {
  const { code, out } = await run(['--version'])
  expect([code, out]).toEqual([0, `clickstream ${version} (Node ${process.versions.node})\n`])
})

describe('wrong usage exits with 2 and says how to mend it', () => {
  test.each([
    [['reply'], /no command "reply"/, /clickstream replay/],
    [['tables', '--jsn'], /no option --jsn/, /--json/],
    [['replay'], /needs <file or folder>…/, /replay --help/],
    [['query', 'top_link'], /no question "top_link"/, /top_links/],
    [['query', 'top_links', '--from', 'soon'], /--from: expected a day/, /query top_links --help/],
    [['query'], /expected the name of a question/, /--list/],
    [['query', 'funnel', '--steps'], /--steps: expected a value/, /query funnel --help/],
    [['job', 'forget', '--vistor', 'x'], /no option --vistor/, /--visitor\? See clickstream job forget --help/],
    [['dev', '--port', '99999'], /--port: expected a port/, /65535/],
    [['replay', 'x', '--speed', 'fast'], /--speed: expected max or a number/, /1 up/],
    [['import', 'x', '--format', 'segment'], /--app/, /app/],
    [['sql', 'select', '1'], /cannot take the argument "1"/, /quotes/],
    [['sql', 'select 1', '--out', '/nowhere/a.csv'], /--out: expected a file in a folder that is there/, /mkdir -p/],
    [['query', 'top_links', '--out', '/'], /--out: expected a file/, /the folder "\/"/],
    [['generate', '--out', '/nowhere/a.ndjson'], /--out: expected a file in a folder that is there/, /mkdir -p/],
    [['generate', '--events', 'many'], /--events: expected a whole number/, /got "many"/],
    [['tables', 'event'], /no table "event"/, /events/],
    [['rejected', '--to', 'x'], /--replay/, /--replay/],
    [['rejected', '--since', 'then'], /--since: expected a day/, /7d/],
  ])('%j', async (args, message, mend) => {
    const { code, out, err } = await execute(args)
    expect(code).toBe(2)
    expect(out).toBe('')
    expect(err).toMatch(message)
    expect(err).toMatch(mend)
    expect(err).not.toMatch(/ {4}at /)
  })
})

test.each([
  ['LAKE', 'ftp://bucket', ['sql', 'select 1']],
  ['CATALOG', 'glue:lake', ['sql', 'select 1']],
  ['ENGINE', 'athena:', ['sql', 'select 1']],
  ['STREAM', 'kinesis:clicks', ['dev', '--port', '0']],
])('%s=%s is wrong usage too', async (name, value, args) => {
  const folder = makeFolder()
  writeFileSync(join(folder, 'package.json'), '{"name":"clickstream"}')
  const { code, err } = await run(args, { [name]: value }, folder)
  expect(code).toBe(2)
  expect(err).toMatch(new RegExp(`${name}: expected`))
  expect(err).not.toMatch(/not expected/)
})

describe('failed work exits with 1', () => {
  test.each([
    [['replay', '/nowhere.ndjson'], /\/nowhere\.ndjson: expected a file or a folder/],
    [['sql', 'drop table events'], /PERMISSION_DENIED: Access Denied: Cannot drop table /],
    [['sql', 'select nothing from events'], /nothing/],
  ])('%j', async (args, message) => {
    const { code, err } = await execute([...args, '--data', makeFolder()])
    expect(code).toBe(1)
    expect(err).toMatch(message)
    expect(err).not.toMatch(/ {4}at /)
  })
})

test('a reader who leaves early is no error', async () => {
  const { spawnSync } = await import('node:child_process')
  const { bin } = await import('./run.ts')
  const line = `"${process.execPath}" "${bin}" tables events | head -1; echo "\${PIPESTATUS[0]}"`
  const { stdout, stderr } = spawnSync('bash', ['-c', line], { encoding: 'utf8' })
  expect(stdout.trim().split('\n').at(-1)).toBe('0')
  expect(stderr).toBe('')
})

test('colours on a terminal only, and not with NO_COLOR', async () => {
  const isColoured = async (isTTY: boolean, env: Record<string, string>) =>
    (await execute(['--help'], { isTTY, env })).out.includes('\x1b[')
  expect(await isColoured(true, {})).toBe(true)
  expect(await isColoured(true, { NO_COLOR: '1' })).toBe(false)
  expect(await isColoured(false, {})).toBe(false)
})

describe('tables', () => {
  test('as JSON are the contract', async () => {
    const all = JSON.parse((await execute(['tables', '--json'])).out)
    expect(all.map((table: { name: string }) => table.name)).toEqual(Object.keys(queryable))
    const columns = all[0].columns.map((column: { name: string }) => column.name)
    expect(columns.slice(0, 4)).toEqual(['app', 'received_date', 'received_hour', 'event_id'])
  })

  test('one table, column by column, within 80 columns', async () => {
    const { out } = await execute(['tables', 'rejected'])
    expect(out).toMatch(/reason_code +varchar +• /)
    expectNarrow(out)
  })
})

test('query --list as text and as JSON names the same questions', async () => {
  const listed = JSON.parse((await execute(['query', '--list', '--json'])).out) as { name: string }[]
  const { out } = await execute(['query', '--list'])
  expect(listed.length).toBeGreaterThanOrEqual(15)
  for (const { name } of listed) expect(out).toMatch(new RegExp(`^${name} `, 'm'))
  expectNarrow(out)
  expect((await execute(['query', 'freshness', '--show'])).out).toMatch(/^-- title:/)
})

test('an empty lake answers, and says what to do', async () => {
  const data = makeFolder()
  const { code, out, err } = await execute(['query', 'top_links', '--data', data])
  expect([code, out]).toEqual([0, ''])
  expect(err).toMatch(/^No rows\.[\s\S]*--from/)
  expectNarrow(err)
  expect((await execute(['rejected', '--data', data])).err).toMatch(/Nothing was rejected/)
  expect((await execute(['doctor', '--data', data])).code).toBe(0)
})

function expectNarrow(text: string): void {
  for (const line of text.split('\n')) expect([...line].length, line).toBeLessThanOrEqual(80)
}
