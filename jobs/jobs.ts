// Every job, in the order they build on one another. Each is loaded only when it is called.
import type { Job } from './job.ts'

export const jobs: Readonly<Record<string, () => Promise<Job>>> = {
  compact: async () => (await import('./compact.ts')).compact,
  identities: async () => (await import('./identities.ts')).identities,
  sessions: async () => (await import('./sessions.ts')).sessions,
  rollups: async () => (await import('./rollups.ts')).rollups,
  dimensions: async () => (await import('./dimensions.ts')).dimensions,
  forget: async () => (await import('./forget.ts')).forget,
  retain: async () => (await import('./retain.ts')).retain,
  reprocess: async () => (await import('./reprocess.ts')).reprocess,
  redrive: async () => (await import('./redrive.ts')).redrive,
  inventory: async () => (await import('./inventory.ts')).inventory,
}
