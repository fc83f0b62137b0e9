// Write keys are looked at before they are deployed: a collector that cannot read them does not start, and takes nothing.
import { SLUG } from '@clickstream/events/tables'

/** packages/collector/keys.ts has it, too. */
const KEY = /^[\x21-\x2b\x2d-\x39\x3b-\x7e]{1,256}$/
const MEND = "npx sst secret set WriteKeys 'store:<key>,shortener:<key>'"

/**
 * The keys as they are, `app:key` by commas.
 * @throws RangeError that says which entry is wrong, without showing a key
 */
export function checkKeys(text: string): string {
  const seen = new Set<string>()
  for (const [i, entry] of text.split(',').entries()) {
    const [app = '', ...rest] = entry.trim().split(':')
    const key = rest.join(':')
    const isRight = SLUG.regexp.test(app) && KEY.test(key)
    if (!isRight) throw new RangeError(`WriteKeys, entry ${i + 1}: expected app:key, got another; ${MEND}`)
    if (seen.has(key)) throw new RangeError(`WriteKeys, entry ${i + 1}: expected each key once, got one again; ${MEND}`)
    seen.add(key)
  }
  return text
}
