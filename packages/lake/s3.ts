import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { GetObjectCommandOutput, S3Client, S3ClientConfig } from '@aws-sdk/client-s3'
import { checkKey, isKey } from './key.ts'
import { eachOf } from './parallel.ts'
import { CONNECT_MS, explain, IDLE_MS, nameOf } from './refusal.ts'
import { NotFound, type Store, type StoredObject } from './store.ts'

type Sdk = typeof import('@aws-sdk/client-s3')

/** Above so many bytes an object goes in parts, of so many bytes each, so many at a time. */
const WHOLE = 64 * 1024 * 1024
const PART = 16 * 1024 * 1024
const PARTS_AT_ONCE = 4
/** Who wrote an object, so that an answer that was lost is told from somebody else's. */
const WRITER = 'writer'
/** How often a body is read again that broke off, and a put that two made at once. */
const TRIES = 5

export interface S3Options {
  /** For tests: what the client is made with, over our own. */
  readonly client?: S3ClientConfig
}

/**
 * A store in a bucket, under a prefix or not. A PUT is whole or not at all, and seen by whoever asks after it; it is
 * encrypted by the bucket's own default. Region, credentials and endpoint are what the SDK finds in the environment.
 */
export class S3Store implements Store {
  readonly bucket: string
  /** Empty, or ends in / */
  readonly prefix: string
  readonly #options: S3Options
  #opened: Promise<{ sdk: Sdk; client: S3Client }> | undefined

  constructor(bucket: string, prefix = '', options: S3Options = {}) {
    this.bucket = bucket
    this.prefix = prefix
    this.#options = options
  }

  async put(key: string, bytes: Uint8Array, { ifAbsent = false }: { ifAbsent?: boolean } = {}): Promise<boolean> {
    const name = this.#nameOf(key)
    const writer = randomUUID()
    for (let tries = 1; ; tries++) {
      try {
        if (bytes.length > WHOLE) await this.#putParts(name, bytes, ifAbsent, writer)
        else await this.#putWhole(name, bytes, ifAbsent, writer)
        return true
      } catch (error) {
        if (isOneOf(error, 'PreconditionFailed', '412')) return await this.#isWriter(name, writer)
        // Two wrote it at once, or it was removed as it was written: who is first is seen when asked again.
        if (!isOneOf(error, 'ConditionalRequestConflict') || tries === TRIES) {
          throw explain(error, { action: 's3:PutObject', resource: this.locate(key) })
        }
        await sleep(Math.random() * 100 * 2 ** tries)
      }
    }
  }

  async get(key: string): Promise<Uint8Array> {
    return this.#read(key)
  }

  async read(key: string, start: number, end: number): Promise<Uint8Array> {
    checkKey(key)
    if (end <= start) return new Uint8Array(0)
    return this.#read(key, `bytes=${start}-${end - 1}`)
  }

  async list(prefix: string): Promise<StoredObject[]> {
    const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1)
    if (folder !== '') checkKey(folder.slice(0, -1))
    const { sdk, client } = await this.#open()
    const found: StoredObject[] = []
    let token: string | undefined
    do {
      const asked = { Bucket: this.bucket, Prefix: this.prefix + prefix, ContinuationToken: token }
      const page = await client.send(new sdk.ListObjectsV2Command(asked)).catch(error => {
        throw explain(error, { action: 's3:ListBucket', resource: `s3://${this.bucket}` })
      })
      for (const { Key = '', Size = 0, LastModified } of page.Contents ?? []) {
        const key = Key.slice(this.prefix.length)
        // A folder that somebody made in the console is an object whose name ends in /; it is none of ours.
        if (isKey(key)) found.push({ key, size: Size, modified_at: LastModified?.getTime() ?? 0 })
      }
      token = page.NextContinuationToken
    } while (token !== undefined)
    return found
  }

  async remove(key: string): Promise<void> {
    const name = this.#nameOf(key)
    const { sdk, client } = await this.#open()
    await client.send(new sdk.DeleteObjectCommand({ Bucket: this.bucket, Key: name })).catch(error => {
      throw explain(error, { action: 's3:DeleteObject', resource: this.locate(key) })
    })
  }

  locate(key: string): string {
    return `s3://${this.bucket}/${this.#nameOf(key)}`
  }

  #nameOf(key: string): string {
    return this.prefix + checkKey(key)
  }

  async #read(key: string, Range?: string): Promise<Uint8Array> {
    const Key = this.#nameOf(key)
    const { sdk, client } = await this.#open()
    for (let tries = 1; ; tries++) {
      let answer: GetObjectCommandOutput
      try {
        answer = await client.send(new sdk.GetObjectCommand({ Bucket: this.bucket, Key, Range }))
      } catch (error) {
        if (isOneOf(error, 'NoSuchKey', 'NotFound')) throw missing(key)
        // From beyond the end, as of a file, come no bytes.
        if (isOneOf(error, 'InvalidRange', '416')) return new Uint8Array(0)
        throw explain(error, { action: 's3:GetObject', resource: this.locate(key) })
      }
      try {
        const bytes = await answer.Body!.transformToByteArray()
        if (bytes.length === (answer.ContentLength ?? bytes.length)) return bytes
        throw new Error(`${this.locate(key)}: expected ${answer.ContentLength} bytes, got ${bytes.length}`)
      } catch (error) {
        // The SDK tries a request again, but not a body that broke off.
        if (tries === TRIES) throw error
        await sleep(Math.random() * 50 * 2 ** tries)
      }
    }
  }

  async #putWhole(Key: string, Body: Uint8Array, ifAbsent: boolean, writer: string): Promise<void> {
    const { sdk, client } = await this.#open()
    const IfNoneMatch = ifAbsent ? '*' : undefined
    const Metadata = { [WRITER]: writer }
    await client.send(new sdk.PutObjectCommand({ Bucket: this.bucket, Key, Body, IfNoneMatch, Metadata }))
  }

  async #putParts(Key: string, bytes: Uint8Array, ifAbsent: boolean, writer: string): Promise<void> {
    const { sdk, client } = await this.#open()
    const Metadata = { [WRITER]: writer }
    const begin = new sdk.CreateMultipartUploadCommand({
      Bucket: this.bucket,
      Key,
      Metadata,
      ChecksumAlgorithm: 'CRC32',
    })
    const { UploadId } = await client.send(begin)
    const upload = { Bucket: this.bucket, Key, UploadId }
    try {
      const numbers = Array.from({ length: Math.ceil(bytes.length / PART) }, (_, i) => i + 1)
      const Parts: { PartNumber: number; ETag: string | undefined; ChecksumCRC32: string | undefined }[] = []
      await eachOf(numbers, PARTS_AT_ONCE, async PartNumber => {
        const Body = bytes.subarray((PartNumber - 1) * PART, PartNumber * PART)
        const part = new sdk.UploadPartCommand({ ...upload, PartNumber, Body, ChecksumAlgorithm: 'CRC32' })
        const { ETag, ChecksumCRC32 } = await client.send(part)
        Parts.push({ PartNumber, ETag, ChecksumCRC32 })
      })
      Parts.sort((a, b) => a.PartNumber - b.PartNumber)
      const IfNoneMatch = ifAbsent ? '*' : undefined
      const end = { ...upload, MultipartUpload: { Parts }, IfNoneMatch }
      await client.send(new sdk.CompleteMultipartUploadCommand(end))
    } catch (error) {
      // What a kill leaves instead, the bucket's lifecycle takes away.
      await client.send(new sdk.AbortMultipartUploadCommand(upload)).catch(() => {})
      throw error
    }
  }

  /** Something is there: whether it is what this put wrote, in a try whose answer was lost. */
  async #isWriter(Key: string, writer: string): Promise<boolean> {
    const { sdk, client } = await this.#open()
    const head = await client.send(new sdk.HeadObjectCommand({ Bucket: this.bucket, Key })).catch(() => undefined)
    return head?.Metadata?.[WRITER] === writer
  }

  #open(): Promise<{ sdk: Sdk; client: S3Client }> {
    this.#opened ??= import('@aws-sdk/client-s3').then(sdk => {
      const requestHandler = { connectionTimeout: CONNECT_MS, socketTimeout: IDLE_MS }
      return { sdk, client: new sdk.S3Client({ maxAttempts: 6, requestHandler, ...this.#options.client }) }
    })
    return this.#opened
  }
}

function missing(key: string): NotFound {
  return new NotFound(`store: expected an object ${key}, got none`)
}

/** By name, or by HTTP status where S3 gives none. */
function isOneOf(error: unknown, ...names: readonly string[]): boolean {
  const status = (error as { $metadata?: { httpStatusCode?: number } } | null)?.$metadata?.httpStatusCode
  return names.includes(nameOf(error)) || names.includes(String(status))
}
