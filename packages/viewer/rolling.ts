// Times that move with the present, as definitions write them: addDateTime(-27, 'DD', truncDate('DD', now())).
import { add, truncate, unitsByLetters } from './calendar.ts'
import { VisualError } from './error.ts'
import { type Expression, parseExpression } from './syntax.ts'

/**
 * The time on the clock on the wall (ms) that an expression of now, truncDate, addDateTime means; `now` is on that clock.
 * @throws VisualError for an expression of anything else.
 */
export function readRolling(text: string, now: number): number {
  const fail = () =>
    new VisualError(`rolling date: expected now(), truncDate('DD', …) or addDateTime(-1, 'DD', …), got ${text}`)
  const unitOf = (expression: Expression | undefined) => {
    const letters = expression?.kind === 'text' ? expression.value : ''
    if (!Object.hasOwn(unitsByLetters, letters)) throw fail()
    return unitsByLetters[letters]!
  }
  const count = (expression: Expression | undefined): number => {
    if (expression?.kind === 'number') return Number(expression.value)
    if (expression?.kind === 'call' && expression.name === 'minus') return -count(expression.items[0])
    throw fail()
  }
  const read = (expression: Expression | undefined): number => {
    if (expression?.kind !== 'call') throw fail()
    const [a, b, c] = expression.items
    const name = expression.name.toLowerCase()
    if (name === 'now') return now
    if (name === 'truncdate') return truncate(read(b), unitOf(a))
    if (name === 'adddatetime') return add(read(c), count(a), unitOf(b))
    throw fail()
  }
  return read(parseExpression(text))
}
