// What a policy must not say.

export interface Statement {
  readonly Effect: string
  readonly Action: string | readonly string[]
  readonly Resource?: string | readonly string[]
  readonly Principal?: unknown
  readonly Condition?: Readonly<Record<string, unknown>>
}

/** Actions for which AWS knows no smaller resource than all, and why nothing is lost by it. */
export const ON_EVERYTHING: Readonly<Record<string, string>> = {
  'xray:PutTraceSegments': 'X-Ray has no resources: a trace is of the account',
  'xray:PutTelemetryRecords': 'likewise',
}

const list = <T>(value: T | readonly T[] | undefined): readonly T[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value as T]

/** What is too wide in an identity's policy, in words; nothing, where it is exact. */
export function findWide(statement: Statement): string[] {
  if (statement.Effect !== 'Allow') return []
  const actions = list(statement.Action)
  const wide = actions.filter(action => !/^[a-z0-9-]+:[A-Za-z0-9]+$/.test(action)).map(action => `action ${action}`)
  if (list(statement.Resource).length === 0) wide.push('no resource')
  for (const resource of list(statement.Resource)) {
    if (resource === '*' && actions.every(action => action in ON_EVERYTHING)) continue
    if (!isExact(resource)) wide.push(`resource ${resource} for ${actions.join(', ')}`)
  }
  return wide
}

/** One thing by its name, or what begins with a name of its own within it: a bucket's prefix, a log group's streams. */
function isExact(arn: string): boolean {
  const [scheme, partition, service, , , ...rest] = arn.split(':')
  const resource = rest.join(':')
  if (scheme !== 'arn' || partition !== 'aws' || !service || resource === '') return false
  const star = resource.indexOf('*')
  if (star === -1) return !resource.includes('?')
  if (star !== resource.length - 1) return false
  const before = resource.slice(0, -1)
  // s3: bucket/prefix…; glue: table/database/prefix…; logs: log-group:name:…
  const least = { s3: /^[^/]+\/[^/]+/, glue: /^table\/[^/]+\/[^/]+/, logs: /^log-group:[^:]+:/ }[service]
  return least?.test(before) ?? false
}

/** Services whose guides say that they tell for whom they come. */
const SAYS_WHOM = ['scheduler.amazonaws.com']

/** Whom a role trusts, when it is not one service alone and for this account where it can say so. */
export function findTrust(statement: Statement): string[] {
  const principal = statement.Principal as Readonly<Record<string, unknown>> | string
  if (typeof principal !== 'object' || Object.keys(principal).join() !== 'Service') {
    return [`trusts ${JSON.stringify(principal)}`]
  }
  const services = list(principal.Service as string)
  if (services.length !== 1) return [`trusts ${services.join(' and ')}`]
  if (list(statement.Action).join() !== 'sts:AssumeRole') return [`allows ${list(statement.Action).join()}`]
  if (!SAYS_WHOM.includes(services[0])) return []
  return 'aws:SourceAccount' in ((statement.Condition?.StringEquals ?? {}) as object)
    ? []
    : [`${services[0]} for any account`]
}
