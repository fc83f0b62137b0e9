// What the doctor looks at, one check after the other; each only reads.
import type { Check, Environment, Finding } from './checks/finding.ts'
import { checkJobs } from './checks/jobs.ts'
import { checkEngine, checkLake } from './checks/lake.ts'
import { checkDisk, checkSettings, checkVersions } from './checks/machine.ts'
import { checkPipeline, checkStream } from './checks/stream.ts'
import type { Settings } from './settings.ts'

export type { Finding } from './checks/finding.ts'

const checks: readonly (readonly [name: string, check: Check])[] = [
  ['versions', checkVersions],
  ['settings', checkSettings],
  ['disk', checkDisk],
  ['pipeline', checkPipeline],
  ['stream', checkStream],
  ['lake', checkLake],
  ['jobs', checkJobs],
  ['engine', checkEngine],
]

/** Every finding, in the order of the data's way. Never throws: a check that fails is a finding. */
export async function examine(settings: Settings, env: Environment): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const [name, check] of checks) {
    try {
      findings.push(...(await check(settings, env)))
    } catch (error) {
      findings.push({ name, state: 'bad', says: `cannot be checked: ${(error as Error).message}` })
    }
  }
  return findings
}
