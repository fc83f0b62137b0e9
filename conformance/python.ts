// A Python of our own with packages from PyPI, kept among what npm keeps: made once, nothing installed outside of it.
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Missing } from './step.ts'

const CACHE = join(import.meta.dirname, '../node_modules/.cache/conformance')

/**
 * Path of a Python that has exactly this version of a package, with the newest that it needs itself.
 * @throws Missing without python3, its venv, or PyPI.
 */
export async function preparePython(
  name: string,
  version: string,
  { extras, python = process.env.PYTHON ?? 'python3' }: { extras?: string; python?: string } = {},
) {
  const folder = join(CACHE, `${name}-${version}`)
  const path = join(folder, 'bin/python')
  if (existsSync(path)) return path
  // Made beside and named when whole: half of one, from a run that was stopped, is none. A venv knows its own path, so that
  // what is moved is used by its Python alone.
  const half = `${folder}.${process.pid}`
  await mkdir(CACHE, { recursive: true })
  try {
    await expect(python, ['-m', 'venv', half], `${python} with venv (apt-get install python3 python3-venv)`)
    const own = join(half, 'bin/python')
    const install = [
      '-m',
      'pip',
      'install',
      '--quiet',
      '--disable-pip-version-check',
      `${name}${extras === undefined ? '' : `[${extras}]`}==${version}`,
    ]
    await expect(own, install, `${name} ${version} from PyPI`)
    await rename(half, folder)
  } finally {
    await rm(half, { recursive: true, force: true })
  }
  return path
}

async function expect(command: string, args: readonly string[], expected: string): Promise<void> {
  const failed = await run(command, args).then(
    () => undefined,
    (error: Error) => error.message,
  )
  if (failed !== undefined) throw new Missing(`expected ${expected}, got: ${failed}`)
}

/** What a command says. @throws Error with the last line of its complaint. */
export function run(command: string, args: readonly string[], input = ''): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile(command, args, { maxBuffer: 1 << 28 }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout)
      else reject(new Error((stderr.trim() || stdout.trim() || error.message).split('\n').at(-1)))
    })
    // A command that is not there, or ends early, reads nothing; its own error says so.
    child.stdin?.on('error', () => {})
    child.stdin?.end(input)
  })
}
