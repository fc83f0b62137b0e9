// A synthesis as a table for a terminal of 80 columns: by stack in the order of the data, then by kind.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './platform.ts'
import type { Resource, Synthesis } from './synthesis.ts'

const WIDTH = 80
const KIND = 34

/** aws:s3/bucket:Bucket → s3 Bucket; null for components, which are nothing by themselves. */
function kindOf({ type, custom }: Resource): string | null {
  const [provider, module, kind] = type.split(':')
  if (!custom || provider === 'sst' || provider === 'pulumi') return null
  return `${provider === 'aws' ? module!.split('/')[0] : provider} ${kind}`
}

/** The stacks as sst.config.ts calls them, and last what SST adds by itself. */
function readOrder(): string[] {
  const config = readFileSync(join(root, 'sst.config.ts'), 'utf8')
  return [...[...config.matchAll(/import\('\.\/stacks\/([a-z]+)\.ts'\)/g)].map(match => match[1]!), 'app']
}

const cut = (text: string, width: number) => (text.length <= width ? text : `${text.slice(0, width - 1)}…`)

/** Lines of the table: a stack with its count, then each kind with its count and names. */
export function describeSynthesis({ app, resources }: Synthesis): string[] {
  const lines: string[] = []
  let total = 0
  for (const stack of readOrder()) {
    const kinds = new Map<string, string[]>()
    for (const resource of resources.filter(each => each.stack === stack)) {
      const kind = kindOf(resource)
      if (kind !== null) kinds.set(kind, [...(kinds.get(kind) ?? []), resource.name])
    }
    const count = [...kinds.values()].reduce((sum, names) => sum + names.length, 0)
    if (count === 0) continue
    total += count
    lines.push('', `${stack.padEnd(KIND + 2)}${String(count).padStart(4)}`)
    for (const [kind, names] of [...kinds].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const start = `  ${cut(kind, KIND).padEnd(KIND)}${String(names.length).padStart(4)}  `
      lines.push(start + cut(names.join(', '), WIDTH - start.length))
    }
  }
  const kept = app.removal === 'remove' ? 'all of it goes with the stage' : 'its data outlives it'
  return [`${app.name}, stage ${app.stage}: ${total} resources; ${kept}`, ...lines]
}
