// Which of several overloads that a call fits is meant, where NULLs say nothing of their type: by Trino's rules.
import { isSame, type Type, writeType } from './type.ts'

/** What an overload takes and gives for the arguments of a call; undefined for lambdas. */
export interface Candidate {
  readonly types: readonly (Type | undefined)[]
  readonly returns: Type | undefined
}

/**
 * Those that are meant equally, which must be one. `given` are the types of the arguments; `isCloser` says whether what
 * one wants can be turned into what the other wants.
 */
export function chooseClosest<Fit extends Candidate>(
  fits: readonly Fit[],
  given: readonly (Type | undefined)[],
  isCloser: (one: Fit, other: Fit) => boolean,
): readonly Fit[] {
  const closest: Fit[] = []
  for (const fit of fits) {
    const at = closest.findIndex(each => isCloser(fit, each) || isCloser(each, fit))
    if (at === -1) closest.push(fit)
    else if (isCloser(fit, closest[at]!)) closest[at] = fit
  }
  const isOpen = given.some(type => type?.kind === 'unknown') && !given.includes(undefined)
  if (closest.length <= 1 || !isOpen) return closest.slice(0, 1)
  const unchanged = fits.filter(({ types }) =>
    types.every((type, i) => given[i]!.kind === 'unknown' || isSame(type!, given[i]!)),
  )
  const rest = unchanged.length === 0 ? closest : unchanged
  const [first] = rest
  // All give NULL, of one type.
  const isSettled = rest.every(({ returns }) => isSame(returns!, first!.returns!))
  return isSettled ? [first!] : rest
}

/** As Trino says it. */
export function sayAmbiguous(candidates: readonly Candidate[]): string {
  const write = (type: Type) => writeType(type).replaceAll(', ', ',')
  const list = candidates.map(
    ({ types, returns }) => `\t * (${types.map(type => write(type!)).join(',')}):${write(returns!)}`,
  )
  return `Could not choose a best candidate operator. Explicit type casts must be added.\nCandidates are:\n${list.join('\n')}\n`
}
