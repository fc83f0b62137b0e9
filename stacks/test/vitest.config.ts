import { defineConfig } from 'vitest/config'

// Each synthesis is a process of its own, some seconds long.
export default defineConfig({
  test: {
    include: ['stacks/test/**/*.test.ts'],
    globalSetup: ['stacks/test/setup.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
})
