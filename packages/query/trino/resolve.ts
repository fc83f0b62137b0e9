// Which overload of a function a call means: by Trino's rules, the one whose types fit, else the closest that they can be
// turned into.
import { type Candidate, chooseClosest } from './choice.ts'
import { canCoerce, coerce, commonType } from './coercion.ts'
import type { Node } from './error.ts'
import type { Expression } from './expression.ts'
import { listOverloads } from './overloads.ts'
import { type Bindings, fill, numbersOf, type Pattern, readSignature, type Signature } from './signature.ts'
import { isSame, type Type, unknown, writeType } from './type.ts'

/** An argument: of a type, or a lambda whose type is known once those of its arguments are. */
export type Argument =
  | { readonly kind: 'value'; readonly expression: Expression }
  | {
      readonly kind: 'lambda'
      readonly arity: number
      readonly node: Node
      readonly read: (types: readonly Type[]) => Expression
    }

export interface Overload<Emit> {
  readonly signature: Signature
  readonly emit: Emit
}

export interface Resolved<Emit> {
  readonly emit: Emit
  readonly args: readonly Expression[]
  readonly type: Type
}

/** Overloads by name, of registries. */
export function indexOverloads<Emit>(
  registries: readonly Readonly<Record<string, Emit>>[],
): Map<string, Overload<Emit>[]> {
  const index = new Map<string, Overload<Emit>[]>()
  for (const [text, emit] of registries.flatMap(each => Object.entries(each))) {
    const signature = readSignature(text)
    index.set(signature.name, [...(index.get(signature.name) ?? []), { signature, emit }])
  }
  return index
}

interface Fit extends Candidate {
  readonly bindings: Bindings
}

interface Found<Emit> extends Fit {
  readonly overload: Overload<Emit>
}

/** Undefined where none fits, or no one of several. */
export function resolve<Emit>(
  overloads: readonly Overload<Emit>[],
  args: readonly Argument[],
): Resolved<Emit> | undefined {
  const [best, ...others] = findClosest(overloads, args)
  return best === undefined || others.length > 0 ? undefined : finish(best.overload, best, args)
}

/** The one that is meant, several that are meant equally, or none. */
export function findClosest<Emit>(
  overloads: readonly Overload<Emit>[],
  args: readonly Argument[],
): readonly Found<Emit>[] {
  for (const isExact of [true, false]) {
    const fits = overloads.flatMap(overload => {
      const fit = fitAll(overload.signature, args, isExact)
      return fit === undefined ? [] : [{ ...fit, overload }]
    })
    if (fits.length === 0) continue
    const isCloser = (one: Fit, other: Found<Emit>) =>
      fitAll(
        other.overload.signature,
        args.map((arg, i) => retype(arg, one.types[i])),
        false,
      ) !== undefined
    const best = fits.length === 1 ? fits[0] : fits.find(one => fits.every(other => isCloser(one, other)))
    if (best !== undefined) return [best]
    const given = args.map(arg => (arg.kind === 'lambda' ? undefined : arg.expression.type))
    return chooseClosest(fits, given, isCloser)
  }
  return []
}

const retype = (arg: Argument, type: Type | undefined): Argument =>
  arg.kind === 'lambda' ? arg : { kind: 'value', expression: { ...arg.expression, type: type! } }

function patternAt({ parameters, isVariadic }: Signature, i: number): Pattern {
  return parameters[isVariadic ? Math.min(i, parameters.length - 1) : i]!
}

function fitAll(signature: Signature, args: readonly Argument[], isExact: boolean): Fit | undefined {
  const { parameters, isVariadic } = signature
  if (isVariadic ? args.length < parameters.length - 1 : args.length !== parameters.length) return undefined
  const bindings: Bindings = { types: new Map(), numbers: new Map() }
  for (const [i, arg] of args.entries()) {
    const pattern = patternAt(signature, i)
    if ((pattern.kind === 'function') !== (arg.kind === 'lambda')) return undefined
    if (arg.kind === 'lambda') {
      if (pattern.kind === 'function' && pattern.parts.length - 1 !== arg.arity) return undefined
    } else if (!bind(pattern, arg.expression.type, bindings, isExact) || isTooLong(pattern, arg.expression.type))
      return undefined
  }
  const types = args.map((arg, i) => (arg.kind === 'lambda' ? undefined : fill(patternAt(signature, i), bindings)))
  const isRight = args.every((arg, i) => {
    if (arg.kind === 'lambda') return true
    const to = types[i]
    return to !== undefined && (isExact ? isAlike(arg.expression.type, to) : canCoerce(arg.expression.type, to))
  })
  return isRight ? { bindings, types, returns: fill(signature.returns, bindings) } : undefined
}

/** A length that a signature says is the most. */
function isTooLong(pattern: Pattern, type: Type): boolean {
  const most = pattern.kind === 'type' && pattern.name === 'varchar' ? pattern.numbers[0] : undefined
  return typeof most === 'number' && type.kind === 'varchar' && (type.length === null || type.length > most)
}

/** Lengths of texts are nothing that a signature is chosen by. */
function isAlike(from: Type, to: Type): boolean {
  return isSame(from, to) || (from.kind === 'varchar' && to.kind === 'varchar')
}

/** Notes what letters stand for; false where that cannot be. */
function bind(pattern: Pattern, type: Type, bindings: Bindings, isExact: boolean): boolean {
  if (pattern.kind === 'variable') {
    const before = bindings.types.get(pattern.name)
    if (before === undefined) {
      bindings.types.set(pattern.name, type)
      return true
    }
    const common = commonType(before, type)
    if (common === undefined || (isExact && !isSame(before, type) && !isAlike(before, type))) return false
    bindings.types.set(pattern.name, common)
    return true
  }
  if (pattern.kind === 'type') {
    if (pattern.numbers.length === 0) return isExact ? pattern.name === type.kind : true
    const own = numbersFor(pattern.name, type, isExact)
    if (own === undefined) return type.kind === 'unknown' && !isExact && bindUnknown(pattern, bindings)
    for (const [i, letter] of pattern.numbers.entries()) {
      if (typeof letter === 'number') continue
      const before = bindings.numbers.get(letter)
      const now = own[i]
      if (now !== null && now !== undefined) bindings.numbers.set(letter, Math.max(before ?? 0, now))
    }
    return true
  }
  if (type.kind === 'unknown') {
    if (isExact) return false
    return pattern.parts.every(part => bind(part, unknown, bindings, isExact))
  }
  if (pattern.kind === 'row') {
    return (
      type.kind === 'row' &&
      type.fields.length === pattern.parts.length &&
      pattern.parts.every((part, i) => bind(part, type.fields[i]!.type, bindings, isExact))
    )
  }
  if (pattern.kind === 'array') return type.kind === 'array' && bind(pattern.parts[0]!, type.element, bindings, isExact)
  if (pattern.kind !== 'map' || type.kind !== 'map') return false
  return bind(pattern.parts[0]!, type.key, bindings, isExact) && bind(pattern.parts[1]!, type.value, bindings, isExact)
}

/** What NULL may be: the least. */
const LEAST: Readonly<Record<string, number>> = {
  decimal: 1,
  varchar: 0,
  char: 0,
  time: 3,
  timestamp: 3,
  'time with time zone': 3,
  'timestamp with time zone': 3,
}

function bindUnknown(pattern: Pattern & { kind: 'type' }, bindings: Bindings): boolean {
  for (const [i, letter] of pattern.numbers.entries()) {
    if (typeof letter === 'string' && !bindings.numbers.has(letter))
      bindings.numbers.set(letter, i === 0 ? (LEAST[pattern.name] ?? 0) : 0)
  }
  return true
}

/** The numbers of a type, as one of the pattern's kind. */
function numbersFor(kind: string, type: Type, isExact: boolean): readonly (number | null)[] | undefined {
  if (type.kind === kind) return numbersOf(type)
  if (isExact) return undefined
  const digits: Readonly<Record<string, number>> = { tinyint: 3, smallint: 5, integer: 10, bigint: 19 }
  if (kind === 'decimal') return digits[type.kind] === undefined ? undefined : [digits[type.kind]!, 0]
  if (kind === 'char') return type.kind === 'varchar' && type.length !== null ? [type.length] : undefined
  if (kind === 'varchar') return type.kind === 'char' ? [type.length] : undefined
  if (kind === 'timestamp') return type.kind === 'date' ? [0] : undefined
  if (kind === 'timestamp with time zone')
    return type.kind === 'date' ? [0] : type.kind === 'timestamp' ? [type.precision] : undefined
  return undefined
}

function finish<Emit>(
  { signature, emit }: Overload<Emit>,
  { bindings }: Fit,
  args: readonly Argument[],
): Resolved<Emit> | undefined {
  const patterns = args.map((_, i) => patternAt(signature, i))
  const read = args.map((arg, i) => readArgument(arg, patterns[i]!, bindings))
  // What lambdas give is known last; where it was known before, they must give that, or something wider.
  for (const [i, arg] of args.entries()) {
    if (arg.kind !== 'lambda') continue
    const result = (patterns[i] as Pattern & { kind: 'function' }).parts.at(-1)!
    const before = fill(result, bindings)
    const own = read[i]!.type
    if (before !== undefined && before.kind !== 'unknown' && canCoerce(own, before)) continue
    if (!bind(result, own, bindings, false)) return undefined
    const now = fill(result, bindings)
    if (before === undefined || now === undefined || isSame(before, now)) {
      if (before !== undefined && before.kind !== 'unknown') return undefined
      continue
    }
    // Those that are given what is wider now are read again, and must not widen it more.
    for (const [j, each] of args.entries()) read[j] = readArgument(each, patterns[j]!, bindings)
    if (!canCoerce(read[i]!.type, now)) return undefined
  }
  const type = fill(signature.returns, bindings)
  return type === undefined ? undefined : { emit, args: read, type }
}

function readArgument(arg: Argument, pattern: Pattern, bindings: Bindings): Expression {
  if (arg.kind === 'value') return coerceAlike(arg.expression, fill(pattern, bindings)!)
  const { parts } = pattern as Pattern & { kind: 'function' }
  return arg.read(parts.slice(0, -1).map(part => fill(part, bindings)!))
}

function coerceAlike(expression: Expression, to: Type): Expression {
  return expression.type.kind === 'varchar' && to.kind === 'varchar' ? expression : coerce(expression, to)
}

/** `Unexpected parameters (varchar(1)) for function sum. Expected: sum(bigint), sum(double)`, as Trino says it. */
export function explainMismatch<Emit>(
  name: string,
  args: readonly Argument[],
  overloads: readonly Overload<Emit>[],
): string {
  const write = (type: Type) => writeType(type).replaceAll(', ', ',')
  const types = args.map(arg => (arg.kind === 'lambda' ? '<function>' : write(arg.expression.type))).join(', ')
  const expected = listOverloads(name) ?? overloads.map(({ signature }) => signature.text).join(', ')
  return `Unexpected parameters (${types}) for function ${name}. Expected: ${expected}`
}
