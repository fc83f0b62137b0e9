import { DynamodbMinutes } from './dynamodb.ts'
import type { Minutes } from './minutes.ts'
import { SqliteMinutes } from './sqlite.ts'

export const DEFAULT_LIVE = 'sqlite:.clickstream/live.sqlite'

const openers: Readonly<Record<string, (rest: string) => Minutes>> = {
  sqlite: rest => new SqliteMinutes(rest.startsWith('//') ? rest.slice(2) : rest),
  dynamodb: rest => new DynamodbMinutes(rest),
}

/**
 * Opens the counts that LIVE (or `url`) names, `sqlite:<file>` or `dynamodb:<table>`. Nothing is touched before it is used.
 * @throws RangeError for another scheme, or no name
 */
export function openMinutes(url: string = process.env.LIVE || DEFAULT_LIVE): Minutes {
  const [, scheme = '', rest = ''] = /^([^:]*):(.*)$/s.exec(url) ?? []
  if (rest !== '' && Object.hasOwn(openers, scheme)) return openers[scheme]!(rest)
  throw new RangeError(`LIVE: expected sqlite:<file> or dynamodb:<table>, got ${url}`)
}
