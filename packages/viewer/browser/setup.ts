// One viewer over the recorded days, for all files of tests that only look at it.
import type { TestProject } from 'vitest/node'
import { openHouse } from './house.ts'

declare module 'vitest' {
  interface ProvidedContext {
    readonly url: string
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const house = await openHouse()
  project.provide('url', house.url)
  return house.stop
}
