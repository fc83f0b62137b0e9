// From a URL in the environment to the thing itself.
import type { Catalog } from './catalog.ts'
import { FileStore } from './files.ts'
import { SqliteCatalog } from './sqlite.ts'
import type { Store } from './store.ts'

/** @throws RangeError for a URL of another kind than `file:<folder>`. */
export function openStore(url: string = process.env.LAKE ?? 'file:.clickstream/lake'): Store {
  if (url.startsWith('file:')) return new FileStore(pathOf(url))
  throw new RangeError(`LAKE: expected file:<folder>, got ${JSON.stringify(url)}`)
}

/** @throws RangeError for a URL of another kind than `sqlite:<file>`. */
export function openCatalog(url: string = process.env.CATALOG ?? 'sqlite:.clickstream/catalog.sqlite'): Catalog {
  if (url.startsWith('sqlite:')) return new SqliteCatalog(pathOf(url))
  throw new RangeError(`CATALOG: expected sqlite:<file>, got ${JSON.stringify(url)}`)
}

/** What follows the scheme; `file:///x` and `file:x` both work. */
function pathOf(url: string): string {
  const path = url.slice(url.indexOf(':') + 1)
  return path.startsWith('///') ? path.slice(2) : path
}
