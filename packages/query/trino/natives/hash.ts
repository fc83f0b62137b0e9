// Hashes: those of node:crypto and node:zlib, XXH64, and MurmurHash3 of 128 bits.
import { createHash, createHmac } from 'node:crypto'
import { crc32 } from 'node:zlib'
import type { Native, Natives } from '../native.ts'

const mask = (value: bigint) => BigInt.asUintN(64, value)
const rotate = (value: bigint, bits: bigint) => mask(value << bits) | (value >> (64n - bits))

const P1 = 0x9e3779b185ebca87n
const P2 = 0xc2b2ae3d27d4eb4fn
const P3 = 0x165667b19e3779f9n
const P4 = 0x85ebca77c2b2ae63n
const P5 = 0x27d4eb2f165667c5n

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

function xxhash64(bytes: Uint8Array): bigint {
  const data = view(bytes)
  const round = (sum: bigint, input: bigint) => mask(rotate(mask(sum + input * P2), 31n) * P1)
  let [hash, at] = [P5, 0]
  if (bytes.length >= 32) {
    const sums = [mask(P1 + P2), P2, 0n, mask(-P1)]
    for (; at + 32 <= bytes.length; at += 32) {
      for (let i = 0; i < 4; i++) sums[i] = round(sums[i]!, data.getBigUint64(at + 8 * i, true))
    }
    hash = mask(sums.reduce((sum, each, i) => sum + rotate(each, [1n, 7n, 12n, 18n][i]!), 0n))
    for (const sum of sums) hash = mask((hash ^ round(0n, sum)) * P1 + P4)
  }
  hash = mask(hash + BigInt(bytes.length))
  for (; at + 8 <= bytes.length; at += 8) {
    hash = mask(rotate(hash ^ round(0n, data.getBigUint64(at, true)), 27n) * P1 + P4)
  }
  if (at + 4 <= bytes.length) {
    hash = mask(rotate(hash ^ mask(BigInt(data.getUint32(at, true)) * P1), 23n) * P2 + P3)
    at += 4
  }
  for (; at < bytes.length; at++) hash = mask(rotate(hash ^ mask(BigInt(bytes[at]!) * P5), 11n) * P1)
  hash = mask((hash ^ (hash >> 33n)) * P2)
  hash = mask((hash ^ (hash >> 29n)) * P3)
  return hash ^ (hash >> 32n)
}

const C1 = 0x87c37b91114253d5n
const C2 = 0x4cf5ad432745937fn

function finish(value: bigint): bigint {
  let mixed = mask((value ^ (value >> 33n)) * 0xff51afd7ed558ccdn)
  mixed = mask((mixed ^ (mixed >> 33n)) * 0xc4ceb9fe1a85ec53n)
  return mixed ^ (mixed >> 33n)
}

function murmur3(bytes: Uint8Array): Uint8Array {
  const data = view(bytes)
  const first = (k: bigint) => mask(rotate(mask(k * C1), 31n) * C2)
  const second = (k: bigint) => mask(rotate(mask(k * C2), 33n) * C1)
  let [h1, h2, at] = [0n, 0n, 0]
  for (; at + 16 <= bytes.length; at += 16) {
    h1 = mask((rotate(h1 ^ first(data.getBigUint64(at, true)), 27n) + h2) * 5n + 0x52dce729n)
    h2 = mask((rotate(h2 ^ second(data.getBigUint64(at + 8, true)), 31n) + h1) * 5n + 0x38495ab5n)
  }
  const tail = Buffer.concat([bytes.subarray(at), Buffer.alloc(16)])
  h2 ^= second(tail.readBigUInt64LE(8))
  h1 ^= first(tail.readBigUInt64LE(0))
  const length = BigInt(bytes.length)
  h1 = mask((h1 ^ length) + (h2 ^ length))
  h2 = mask((h2 ^ length) + h1)
  ;[h1, h2] = [finish(h1), finish(h2)]
  h1 = mask(h1 + h2)
  h2 = mask(h2 + h1)
  const hash = Buffer.alloc(16)
  hash.writeBigUInt64LE(h1, 0)
  hash.writeBigUInt64LE(h2, 8)
  return hash
}

function writeLong(value: bigint): Uint8Array {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(value)
  return bytes
}

const hash = (run: (bytes: Uint8Array) => Uint8Array): Native => ({ parameters: ['blob'], returns: 'blob', run })

export const natives: Natives = {
  ...Object.fromEntries(
    ['md5', 'sha1', 'sha256', 'sha512'].flatMap(name => [
      [`trino_${name}`, hash(bytes => createHash(name).update(bytes).digest())],
      [
        `trino_hmac_${name}`,
        {
          parameters: ['blob', 'blob'],
          returns: 'blob',
          run(bytes: Uint8Array, key: Uint8Array) {
            if (key.length === 0) throw new Error('GENERIC_INTERNAL_ERROR: Empty key')
            return createHmac(name, key).update(bytes).digest()
          },
        },
      ],
    ]),
  ),
  trino_xxhash64: hash(bytes => writeLong(xxhash64(bytes))),
  trino_murmur3: hash(murmur3),
  trino_crc32: { parameters: ['blob'], returns: 'bigint', run: (bytes: Uint8Array) => BigInt(crc32(bytes)) },
}
