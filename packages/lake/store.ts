// The seam to where bytes rest: files here, S3 on AWS. Keys are relative, with /, like `events/app=store/…/x.parquet`.

export interface StoredObject {
  readonly key: string
  /** bytes */
  readonly size: number
  /** ms since 1970 */
  readonly modified_at: number
}

export interface Store {
  /**
   * Writes the whole object or nothing; a reader sees the old bytes or the new, never half. Survives a power cut.
   * With `ifAbsent` an existing object stays as it is; false then says so.
   * @throws RangeError for a key that would leave the store.
   */
  put(key: string, bytes: Uint8Array, options?: { ifAbsent?: boolean }): Promise<boolean>
  /** @throws NotFound */
  get(key: string): Promise<Uint8Array>
  /** The bytes from `start` to before `end`, for who needs few of many. Without it `get` does. @throws NotFound */
  read?(key: string, start: number, end: number): Promise<Uint8Array>
  /** Every object whose key starts with `prefix`, in key order. */
  list(prefix: string): Promise<StoredObject[]>
  /**
   * For each prefix (a folder, ending in /) what changes whenever an object right in it comes, goes, or is written anew;
   * null where that cannot be said just now. Without it `list` says.
   */
  stamp?(prefixes: readonly string[]): (string | null)[]
  /** The name of the folder that holds all of it, where there is no such folder; else null. Without it there is one. */
  missing?(): string | null
  /** Removing what is not there is no error. */
  remove(key: string): Promise<void>
  /** What another program opens it by: a file path, or an s3:// URL. */
  locate(key: string): string
}

export class NotFound extends Error {
  override name = 'NotFound'
}
