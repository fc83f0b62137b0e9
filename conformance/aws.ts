// The AWS side of every seam, against moto: the contract suites that the laptop's own passes, and a day from end to end.
import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MOTO, startMoto } from './moto.ts'
import type { Outcome } from './step.ts'

const config = join(import.meta.dirname, 'aws/vitest.config.ts')

interface Report {
  readonly numTotalTests: number
  readonly numPassedTests: number
  readonly testResults: readonly {
    readonly name: string
    readonly message: string
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[]
  }[]
}

/** Runs conformance/aws/*.test.ts over a moto of their own. */
export async function compareAws(): Promise<Outcome> {
  const moto = await startMoto()
  const folder = await mkdtemp(join(tmpdir(), 'clickstream-conformance-'))
  try {
    const file = join(folder, 'report.json')
    await runTests(file, moto.env)
    const report = JSON.parse(await readFile(file, 'utf8')) as Report
    return { compared: `${report.numTotalTests} tests, moto ${MOTO}`, faults: faultsOf(report) }
  } finally {
    moto.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

function runTests(file: string, env: Readonly<Record<string, string>>): Promise<void> {
  const vitest = join(import.meta.dirname, '../node_modules/vitest/vitest.mjs')
  const given = ['run', '--config', config, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [vitest, ...given], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    child.once('error', reject)
    child.once('exit', () => resolve())
  })
}

function faultsOf({ numTotalTests, testResults }: Report): string[] {
  if (numTotalTests === 0) return ['tests: expected some, got none']
  return testResults.flatMap(({ name, message, assertionResults }) => [
    ...(message === '' ? [] : [`${name}: ${message.split('\n')[0]}`]),
    // A test that is skipped proves nothing.
    ...assertionResults.filter(({ status }) => status !== 'passed').map(each => `${each.fullName}: ${each.status}`),
  ])
}
