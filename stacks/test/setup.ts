import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { synthesise } from '../../scripts/synth/synthesis.ts'

export const STAGES = ['personal', 'staging', 'production'] as const

declare module 'vitest' {
  interface ProvidedContext {
    /** Where <stage>.json is. */
    syntheses: string
  }
}

/** Each stage once, for all tests: installs what is needed, before two of them would both begin to. */
export async function setup(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), 'clickstream-stacks-'))
  for (const stage of STAGES) writeFileSync(join(folder, `${stage}.json`), JSON.stringify(await synthesise(stage)))
  project.provide('syntheses', folder)
  return () => rmSync(folder, { recursive: true, force: true })
}
