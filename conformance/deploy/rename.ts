// From Pulumi's way of naming what a resource is made of to AWS's.

/** What Pulumi is given: names in camel case. */
// biome-ignore lint/suspicious/noExplicitAny: as various as AWS
export type Inputs = any
export type Call = readonly [service: string, operation: string, request: object]
/** By Pulumi's type of a resource: the requests that its provider sends to make one, by what it is given and its name. */
export type Calls = Readonly<Record<string, (inputs: Inputs, name: string) => readonly Call[]>>

/** Names at any depth that AWS has otherwise than with a capital letter; null: it is not sent, or with another request. */
export type Names = Readonly<Record<string, string | null>>

/** What AWS does not know of stays as it is, for its description to refuse. */
export function rename(value: Inputs, names: Names = {}): Inputs {
  if (Array.isArray(value)) return value.map(each => rename(each, names))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each]) => {
      const name = Object.hasOwn(names, key) ? names[key] : key[0]!.toUpperCase() + key.slice(1)
      return name === null ? [] : [[name, rename(each, names)]]
    }),
  )
}

/** One request of the same shape as the resource. */
export const same =
  (service: string, operation: string, names?: Names) =>
  (inputs: Inputs): Call[] => [[service, operation, rename(inputs, names)]]

/** A list as CloudFront has it. */
export const count = <T>(Items: readonly T[]) => ({ Quantity: Items.length, Items })

/** Secrets as what they hold. */
export function reveal(value: Inputs): Inputs {
  if (value === null || typeof value !== 'object') return value
  if ('$secret' in value) return reveal(value.$secret)
  if (Array.isArray(value)) return value.map(reveal)
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, reveal(each)]))
}
