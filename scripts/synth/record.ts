// Writes down every resource that the program registers, with what it asks for. Pulumi's own mock monitor tells its mocks
// less: not the parent, nor what is protected or depends on what.
import { relative } from 'node:path'
import { root } from './platform.ts'

export interface Resource {
  /** As Pulumi names it: two of one would be refused. */
  readonly urn: string
  readonly type: string
  readonly name: string
  /** The URN of the component it is of. */
  readonly parent?: string
  /** False for a component, which is nothing in AWS by itself. */
  readonly custom: boolean
  /** The file of stacks/ that made it: lake, collect, …; `app` for what SST adds for all of them. */
  stack: string
  // biome-ignore lint/suspicious/noExplicitAny: inputs are as various as AWS
  readonly inputs: any
  readonly options: {
    readonly protect: boolean
    readonly retainOnDelete: boolean
    readonly dependsOn: readonly string[]
  }
}

/** What of Pulumi's internals is used here; it has no types for them. */
interface Request {
  getType(): string
  getName(): string
  getParent(): string
  getCustom(): boolean
  getProtect(): boolean
  getRetainondelete(): boolean
  getDependenciesList(): string[]
  getObject(): { toJavaScript(): unknown }
}
interface Monitor {
  newUrn(parent: string, type: string, name: string): string
  registerResource(request: Request, callback: unknown): unknown
}
interface Wire {
  specialSigKey: string
  specialSecretSig: string
  specialAssetSig: string
  specialArchiveSig: string
  specialResourceSig: string
  unknownValue: string
}

/** A value from the wire as plain data: {$secret}, {$asset}, {$ref} and {$unknown} for what is not plain. */
function readPlain(value: unknown, wire: Wire): unknown {
  const read = (each: unknown) => readPlain(each, wire)
  if (value === wire.unknownValue) return { $unknown: true }
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map(read)
  const entries = value as Record<string, unknown>
  const kind = entries[wire.specialSigKey]
  if (kind === wire.specialSecretSig) return { $secret: read(entries.value) }
  if (kind === wire.specialResourceSig) return { $ref: entries.urn }
  if (kind === wire.specialAssetSig || kind === wire.specialArchiveSig) {
    return { $asset: typeof entries.path === 'string' ? relative(root, entries.path) : 'text' }
  }
  const kept = Object.entries(entries).filter(([key, each]) => key !== '__provider' && each !== undefined)
  return Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, each]) => [key, read(each)]))
}

/** Makes the monitor write down what it is asked in `resources`; `errors` gets what the real engine would refuse. */
export function record(
  monitor: Monitor,
  wire: Wire,
  app: string,
  stage: string,
  { resources, errors }: { resources: Resource[]; errors: string[] },
): void {
  const urns = new Set<string>()
  // As the real engine: the stack itself is not part of the chain of types.
  monitor.newUrn = (parent, type, name) => {
    const chain = parent?.split('::')[2]
    const above = chain && chain !== 'pulumi:pulumi:Stack' ? `${chain}$` : ''
    return `urn:pulumi:${stage}::${app}::${above}${type}::${name}`
  }
  const register = monitor.registerResource
  monitor.registerResource = function (request, callback) {
    const urn = monitor.newUrn(request.getParent(), request.getType(), request.getName())
    if (urns.has(urn)) errors.push(`${urn}: expected once, registered twice`)
    urns.add(urn)
    resources.push({
      urn,
      type: request.getType(),
      name: request.getName(),
      ...(request.getParent() && { parent: request.getParent() }),
      custom: request.getCustom(),
      stack: 'app',
      inputs: readPlain(request.getObject().toJavaScript(), wire),
      options: {
        protect: request.getProtect() ?? false,
        retainOnDelete: request.getRetainondelete() ?? false,
        dependsOn: [...request.getDependenciesList()].sort(),
      },
    })
    return register.call(this, request, callback)
  }
}

/** Where in a resource's inputs something is not known. */
export function findUnknown(value: unknown, at: string): string[] {
  if (value === null || typeof value !== 'object') return []
  if ('$unknown' in value) return [at]
  return Object.entries(value).flatMap(([key, each]) => findUnknown(each, `${at}.${key}`))
}
