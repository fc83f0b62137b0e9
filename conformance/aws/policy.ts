// What a role's policy says to what is asked, as far as ours go: Allow, ARNs that end in *, and StringLike.
import type { Asked } from './recorder.ts'

export interface Statement {
  readonly Action: readonly string[]
  readonly Resource: readonly string[]
  readonly Condition?: { readonly StringLike?: Readonly<Record<string, string | readonly string[]>> }
}

export function isAllowed(statements: readonly Statement[], { action, resource, context }: Asked): boolean {
  return statements.some(
    ({ Action, Resource, Condition }) =>
      Action.includes(action) &&
      [Resource].flat().some(each => isLike(resource, each)) &&
      Object.entries(Condition?.StringLike ?? {}).every(([key, likes]) =>
        [likes].flat().some(like => isLike(context[key] ?? '', like)),
      ),
  )
}

const isLike = (text: string, pattern: string) =>
  pattern.endsWith('*') ? text.startsWith(pattern.slice(0, -1)) : text === pattern
