// Makes a fresh clone ready: installs the locked packages, among them the Node the project runs on.
// Runs on any Node >= 20. Does nothing when what is installed matches package-lock.json.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const isWindows = process.platform === 'win32'
const node = `${root}node_modules/node/bin/${isWindows ? 'node.exe' : 'node'}`

const lock = `${root}package-lock.json`
/** What this script installed last; whoever runs npm by hand is looked after too. */
const stamp = `${root}node_modules/.setup`

const lacking = findLacking()
if (lacking !== undefined) {
  console.error(`Installing what package-lock.json names (${lacking}) …`)
  run(isWindows ? 'npm.cmd' : 'npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], root, {
    mend: 'It needs the npm registry this once: see the message above, then run the same command again.',
  })
  writeFileSync(stamp, hashOf(lock))
}
if (!existsSync(node)) {
  console.error('Installing the Node the project runs on (its install script was held back) …')
  run(process.execPath, ['installArchSpecificPackage'], `${root}node_modules/node`, {
    mend: 'The npm package `node` could not fetch its binary: see the message above.',
  })
}
run(node, [`${root}scripts/grammar.ts`], root, { mend: "Trino's grammar could not be built: see the message above." })
const builder = `${root}scripts/page.ts`
// A second or two, where the page was never built or its source has changed; else nothing.
run(node, [builder], root, { mend: "The viewer's page could not be built: see the message above." })

/** What is not installed as locked, in words; undefined when nothing is lacking. */
function findLacking() {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hashOf(lock)) return undefined
  const installedFile = `${root}node_modules/.package-lock.json`
  if (!existsSync(installedFile)) return 'nothing is installed yet'
  const locked = readPackages(lock)
  const installed = readPackages(installedFile)
  for (const [path, entry] of Object.entries(locked)) {
    // Optional packages are for other systems than this one.
    if (!path.startsWith('node_modules/') || entry.optional || entry.peer) continue
    const name = path.slice('node_modules/'.length)
    if (installed[path] === undefined) return `${name} is missing`
    if (installed[path].version !== entry.version) return `${name} is ${installed[path].version}, not ${entry.version}`
  }
  if (!existsSync(`${root}node_modules/.bin/clickstream${isWindows ? '.cmd' : ''}`)) return 'clickstream is not linked'
  return undefined
}

function hashOf(file) {
  return createHash('sha256').update(readFileSync(file)).digest('hex')
}

function readPackages(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages
}

/** Runs it with its output on stderr, and ends this process where it fails. */
function run(command, args, cwd, { mend }) {
  const { status, error } = spawnSync(command, args, { cwd, stdio: ['ignore', 2, 2], shell: isWindows })
  if (status === 0) return
  console.error(`${command} ${args.join(' ')} failed${error === undefined ? '' : ` (${error.message})`}. ${mend}`)
  process.exit(status || 1)
}
