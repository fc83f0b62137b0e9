import { defineConfig } from 'vitest/config'

// By `npm run test:conformance -- aws`, which starts moto and says where it is; every file makes its own names there.
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
})
