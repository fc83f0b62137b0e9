// From a URL in the environment to the thing itself.
import type { Catalog } from './catalog.ts'
import { DynamoTable } from './dynamodb.ts'
import { FileStore } from './files.ts'
import { GlueDatabase } from './glue.ts'
import { GlueCatalog } from './glue-catalog.ts'
import { isKey } from './key.ts'
import { S3Store } from './s3.ts'
import { SqliteCatalog } from './sqlite.ts'
import type { Store } from './store.ts'

const BUCKET = /^s3:\/\/([a-z0-9][a-z0-9.-]+)(?:\/(.*?))?\/?$/
const GLUE = /^glue:([^/]+)\/([A-Za-z0-9_.-]{3,255})$/

/** @throws RangeError for a URL of another kind than `file:<folder>` or `s3://<bucket>[/<prefix>]`. */
export function openStore(url: string = process.env.LAKE ?? 'file:.clickstream/lake'): Store {
  if (url.startsWith('file:')) return new FileStore(pathOf(url))
  const [, bucket, prefix = ''] = BUCKET.exec(url) ?? []
  if (bucket !== undefined && (prefix === '' || isKey(prefix))) return new S3Store(bucket, prefix && `${prefix}/`)
  throw new RangeError(`LAKE: expected file:<folder> or s3://<bucket>, got ${JSON.stringify(url)}`)
}

/** @throws RangeError for a URL of another kind than `sqlite:<file>` or `glue:<Glue database>/<DynamoDB table>`. */
export function openCatalog(url: string = process.env.CATALOG ?? 'sqlite:.clickstream/catalog.sqlite'): Catalog {
  if (url.startsWith('sqlite:')) return new SqliteCatalog(pathOf(url))
  const [, database, table] = GLUE.exec(url) ?? []
  if (table !== undefined) return new GlueCatalog(new DynamoTable(table), new GlueDatabase(database!))
  throw new RangeError(
    `CATALOG: expected sqlite:<file> or glue:<Glue database>/<DynamoDB table>, got ${JSON.stringify(url)}`,
  )
}

/** What follows the scheme; `file:///x` and `file:x` both work. */
function pathOf(url: string): string {
  const path = url.slice(url.indexOf(':') + 1)
  return path.startsWith('///') ? path.slice(2) : path
}
