// The original texts of a batch's events: JSON.parse forgets spaces, digits and repeated keys, and a rejected event is
// kept as it came.
import { membersOf, skipSpace, skipValue } from '@clickstream/events/members'

/**
 * The text of each element of the array under `key` in a JSON object, in order; null when there is no such array.
 * `json` must be valid JSON (JSON.parse took it). As there, the last of repeated keys counts.
 */
export function elementTexts(json: string, key: string): string[] | null {
  if (json[skipSpace(json, 0)] !== '{') return null
  const array = membersOf(json).findLast(({ name }) => name === key)
  return array !== undefined && json[array.value] === '[' ? splitArray(json, array.value) : null
}

function splitArray(json: string, open: number): string[] {
  const texts: string[] = []
  let i = skipSpace(json, open + 1)
  while (i < json.length && json[i] !== ']') {
    const end = skipValue(json, i)
    texts.push(json.slice(i, end))
    i = skipSpace(json, end)
    if (json[i] === ',') i = skipSpace(json, i + 1)
  }
  return texts
}
