// All functions of Trino that this engine has, file by file.
import type { Aggregates, Scalars } from './function.ts'
import * as aggregate from './functions/aggregate.ts'
import * as arithmetic from './functions/arithmetic.ts'
import * as array from './functions/array.ts'
import * as binary from './functions/binary.ts'
import * as cast from './functions/cast.ts'
import * as failure from './functions/failure.ts'
import * as format from './functions/format.ts'
import * as json from './functions/json.ts'
import * as lambda from './functions/lambda.ts'
import * as map from './functions/map.ts'
import * as number from './functions/number.ts'
import * as regexp from './functions/regexp.ts'
import * as separator from './functions/separator.ts'
import * as sequence from './functions/sequence.ts'
import * as set from './functions/set.ts'
import * as statistics from './functions/statistics.ts'
import * as text from './functions/text.ts'
import * as time from './functions/time.ts'
import * as typeOf from './functions/typeof.ts'
import * as url from './functions/url.ts'
import * as window from './functions/window.ts'
import type { Natives } from './native.ts'
import * as angle from './natives/angle.ts'
import * as bytes from './natives/binary.ts'
import * as formats from './natives/format.ts'
import * as hash from './natives/hash.ts'
import * as jsons from './natives/json.ts'
import * as jsonCasts from './natives/json-cast.ts'
import * as jsonConstructors from './natives/json-constructor.ts'
import * as jsonPaths from './natives/json-path.ts'
import * as letterCase from './natives/letter-case.ts'
import * as letters from './natives/letters.ts'
import * as likeness from './natives/likeness.ts'
import * as numbers from './natives/number.ts'
import * as numberText from './natives/number-text.ts'
import * as regexps from './natives/regexp.ts'
import * as texts from './natives/text.ts'
import * as urls from './natives/url.ts'

interface Functions {
  readonly scalars?: Scalars
  readonly aggregates?: Aggregates
  /** Functions that only stand before OVER. */
  readonly windows?: Aggregates
  readonly natives?: Natives
  /** Each what follows `create macro`. */
  readonly macros?: readonly string[]
}

/** A line a file. */
const FILES: readonly Functions[] = [
  aggregate,
  array,
  lambda,
  map,
  separator,
  sequence,
  set,
  statistics,
  window,
  arithmetic,
  cast,
  failure,
  number,
  binary,
  format,
  json,
  regexp,
  url,
  text,
  time,
  letterCase,
  likeness,
  numberText,
  numbers,
  angle,
  bytes,
  formats,
  hash,
  jsonCasts,
  jsonConstructors,
  jsonPaths,
  letters,
  jsons,
  regexps,
  urls,
  texts,
  typeOf,
]

export const scalars: Scalars = Object.assign({}, ...FILES.map(file => file.scalars))
export const aggregates: Aggregates = Object.assign({}, ...FILES.map(file => file.aggregates))
export const windows: Aggregates = Object.assign({}, ...FILES.map(file => file.windows))
export const natives: Natives = Object.assign({}, ...FILES.map(file => file.natives))
export const macros: readonly string[] = FILES.flatMap(file => file.macros ?? [])

/** By name, each once. */
export const functionNames: readonly string[] = [
  ...new Set(
    [scalars, aggregates, windows].flatMap(Object.keys).map(signature => signature.slice(0, signature.indexOf('('))),
  ),
].sort()
