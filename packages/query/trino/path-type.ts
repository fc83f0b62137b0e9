// The type of what an SQL/JSON path finds, where that is known before rows are read.
import { calculate } from './arithmetic.ts'
import { callByName, given } from './call.ts'
import { type Node, TrinoError } from './error.ts'
import { typeOf } from './json/item.ts'
import type { Path, Predicate } from './json/path-tree.ts'
import type { Scope } from './scope.ts'
import { double, integer, isNumber, isText, type Type, varcharOf, writeType } from './type.ts'
import { cannotApply } from './values.ts'

/** A type is all that counts. */
const of = (type: Type) => ({ sql: 'x', type })

/** Undefined where it is not known. @throws TrinoError for what cannot be reckoned with what is known */
export function typePath(path: Path, names: readonly string[], node: Node, scope: Scope): Type | undefined {
  const type = (part: Path) => typePath(part, names, node, scope)
  const fail = (words: string) => scope.fail(node, 'INVALID_PATH', words)
  switch (path.op) {
    case 'literal':
      return typeOf(path.value)
    case 'last':
      return integer
    case 'variable': {
      if (names.includes(path.name)) return undefined
      const isOther = names.some(name => name.toLowerCase() === path.name.toLowerCase())
      const hint = isOther ? `. Try quoting "${path.name}" in the PASSING clause to match case` : ''
      return fail(`no value passed for parameter ${path.name}${hint}`)
    }
    case 'sign': {
      const from = type(path.of)
      if (from === undefined || isNumber(from)) return from
      const words = `operand type (${writeType(from)}) in JSON path arithmetic unary expression`
      return fail(path.sign === '+' ? `Invalid ${words}` : `invalid ${words}: Cannot negate ${writeType(from)}`)
    }
    case 'binary': {
      const [left, right] = [type(path.left), type(path.right)]
      if (left === undefined || right === undefined) return undefined
      const result = calculate(path.sign, of(left), of(right))
      if (result !== undefined) return result.type
      const [types, why] = [`${writeType(left)} and ${writeType(right)}`, cannotApply(path.sign, of(left), of(right))]
      return fail(`invalid operand types (${types}) in JSON path arithmetic binary expression: ${why}`)
    }
    case 'member':
    case 'descendant':
      type(path.of)
      return undefined
    case 'items':
      type(path.of)
      for (const { from, to } of path.subscripts ?? []) {
        type(from)
        if (to !== undefined) type(to)
      }
      return undefined
    case 'filter': {
      const base = type(path.of)
      checkPredicate(path.where, type, node, scope)
      return base
    }
    case 'method':
      return typeMethod(path, type(path.of), node, scope)
    default:
      return undefined
  }
}

function typeMethod(
  { name }: Extract<Path, { op: 'method' }>,
  base: Type | undefined,
  node: Node,
  scope: Scope,
): Type | undefined {
  const fail = (words: string) => scope.fail(node, 'INVALID_PATH', words)
  switch (name) {
    case 'datetime':
      if (base !== undefined && !isText(base)) {
        fail(`JSON path datetime() method requires character string argument (found ${writeType(base)})`)
      }
      return scope.fail(node, 'NOT_SUPPORTED', 'datetime method in JSON path is not yet supported')
    case 'type':
      return varcharOf(27)
    case 'size':
      return integer
    case 'keyvalue':
      return undefined
    case 'double':
      if (base !== undefined && !isText(base) && !isNumber(base))
        fail(`cannot perform JSON path double() method with ${writeType(base)} argument`)
      return double
    default:
      if (base === undefined) return undefined
      try {
        return callByName(name, [given(of(base))], node, scope).type
      } catch (error) {
        if (!(error instanceof TrinoError)) throw error
        const words = error.message.replace(/^\w+: line \d+:\d+: /, '')
        return fail(`cannot perform JSON path ${name}() method with ${writeType(base)} argument: ${words}`)
      }
  }
}

function checkPredicate(predicate: Predicate, type: (path: Path) => unknown, node: Node, scope: Scope): void {
  const check = (part: Predicate) => checkPredicate(part, type, node, scope)
  switch (predicate.op) {
    case 'regexp':
      scope.fail(node, 'NOT_SUPPORTED', 'like_regex predicate in JSON path is not yet supported')
      return
    case 'compare':
      type(predicate.left)
      type(predicate.right)
      return
    case 'starts':
      type(predicate.whole)
      type(predicate.initial)
      return
    case 'exists':
      type(predicate.path)
      return
    case 'and':
    case 'or':
      check(predicate.left)
      check(predicate.right)
      return
    default:
      check(predicate.of)
  }
}
