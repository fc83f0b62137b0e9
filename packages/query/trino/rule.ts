// How a part of the grammar is read: by the name of its class.
import type { Expression } from './expression.ts'
import type { Scope } from './scope.ts'

/** What its node is, only its class says. */
export type Rules = Readonly<Record<string, (node: never, scope: Scope) => Expression>>
