// What a key of a store may be: the same in a folder and in a bucket, so that a lake can be moved between them.

const KEY = /^(?!\.\.?(\/|$))[A-Za-z0-9._=@+-]+(\/(?!\.\.?(\/|$))[A-Za-z0-9._=@+-]+)*$/
/** Where a store in a folder writes first. */
export const PENDING = '.pending'

export function isKey(key: string): boolean {
  return KEY.test(key) && !key.startsWith(PENDING)
}

/** @throws RangeError for a key that would leave the store */
export function checkKey(key: string): string {
  if (isKey(key)) return key
  throw new RangeError(`store: expected a key of plain names joined by /, got ${JSON.stringify(key.slice(0, 200))}`)
}
