// Where statements may put files, and look for them: below one folder of the lake, which nothing of the pipeline is in.
import { isKey } from '@clickstream/lake/key'
import { MADE } from '@clickstream/lake/layout'
import { QueryError } from './engine.ts'
import { Refusal } from './trino/error.ts'

/** The tables whose makers did not say where. */
export const UNPLACED = `${MADE}tables/`

/**
 * What a statement writes of a place as a key of the store, ending in /.
 * @throws QueryError, Refusal for a place elsewhere
 */
export function readLocation(text: string, folder: string): string {
  const top = `${folder}/${MADE}`
  if (/^s3[an]?:\/\//i.test(text)) {
    throw new Refusal(undefined, `the place '${text}'`, `on this machine it is a folder below ${top}`)
  }
  const path = `${text.replace(/^file:(?:\/\/(?=\/))?/i, '').replace(/\/+$/, '')}/`
  const key = path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : ''
  const isOwn = key.startsWith(MADE) && key.length > MADE.length && isKey(key.slice(0, -1))
  if (isOwn && !key.startsWith(UNPLACED)) return key
  const words = isOwn ? `beside ${top}tables` : `below ${top}, of letters, digits, . _ = @ + and -`
  throw new QueryError(`location: expected a folder ${words}, got '${text}'`)
}

/** A name as a part of a key: what a key cannot hold stands as @ and two digits of hexadecimal for each byte. */
export function writeKey(name: string): string {
  return [...Buffer.from(name)]
    .map(byte => {
      const letter = String.fromCharCode(byte)
      return /[A-Za-z0-9._=+/-]/.test(letter) ? letter : `@${byte.toString(16).padStart(2, '0')}`
    })
    .join('')
}
