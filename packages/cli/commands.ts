// Every command, in the order a newcomer meets them. Each is loaded only when it is called.
import type { Command } from './command.ts'

export const commands: Readonly<Record<string, () => Promise<{ command: Command }>>> = {
  start: () => import('./start.ts'),
  dev: () => import('./dev.ts'),
  view: () => import('./view.ts'),
  replay: () => import('./replay.ts'),
  generate: () => import('./generate.ts'),
  import: () => import('./import.ts'),
  query: () => import('./query.ts'),
  sql: () => import('./sql.ts'),
  job: () => import('./job.ts'),
  rejected: () => import('./rejected.ts'),
  doctor: () => import('./doctor.ts'),
  tables: () => import('./tables.ts'),
  backup: () => import('./backup.ts'),
  restore: () => import('./restore.ts'),
  catalog: () => import('./catalog.ts'),
  cost: () => import('./cost.ts'),
}
