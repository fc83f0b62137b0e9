// Functions over bytes.
import type { Emit, Scalars } from '../function.ts'

const spooky: Emit = call => call.refuse(call.name, 'take xxhash64 or sha256')

const decoders = Object.fromEntries(
  ['from_base64', 'from_base64url', 'from_base32', 'from_hex'].flatMap(name => [
    [`${name}(varbinary) -> varbinary`, `trino_${name}($1)`],
    [`${name}(varchar(x)) -> varbinary`, `trino_${name}_text($1)`],
  ]),
)

const hashes = Object.fromEntries(
  ['md5', 'sha1', 'sha256', 'sha512', 'xxhash64', 'murmur3'].map(name => [
    `${name}(varbinary) -> varbinary`,
    `trino_${name}($1)`,
  ]),
)

const keyed = Object.fromEntries(
  ['hmac_md5', 'hmac_sha1', 'hmac_sha256', 'hmac_sha512'].map(name => [
    `${name}(varbinary, varbinary) -> varbinary`,
    `trino_${name}($1, $2)`,
  ]),
)

export const scalars: Scalars = {
  ...decoders,
  ...hashes,
  ...keyed,
  'concat(varbinary...) -> varbinary': call => {
    if (call.args.length < 2) {
      const fault = 'INVALID_FUNCTION_ARGUMENT: There must be two or more concatenation arguments'
      return `cast(trino_fail('${fault}') as BLOB)`
    }
    return `(${call.args.map(({ sql }) => sql).join(' || ')})`
  },
  'crc32(varbinary) -> bigint': 'trino_crc32($1)',
  'from_big_endian_32(varbinary) -> integer': 'cast(trino_from_big_endian_32($1) as integer)',
  'from_big_endian_64(varbinary) -> bigint': 'trino_from_big_endian_64($1)',
  'from_ieee754_32(varbinary) -> real': 'cast(trino_from_ieee754_32($1) as FLOAT)',
  'from_ieee754_64(varbinary) -> double': 'trino_from_ieee754_64($1)',
  'from_utf8(varbinary) -> varchar': 'trino_from_utf8($1)',
  'from_utf8(varbinary, bigint) -> varchar': 'trino_from_utf8_code($1, $2)',
  'from_utf8(varbinary, varchar(x)) -> varchar': 'trino_from_utf8_with($1, $2)',
  'length(varbinary) -> bigint': 'octet_length($1)',
  'lpad(varbinary, bigint, varbinary) -> varbinary': 'trino_blob_lpad($1, $2, $3)',
  'reverse(varbinary) -> varbinary': 'trino_blob_reverse($1)',
  'rpad(varbinary, bigint, varbinary) -> varbinary': 'trino_blob_rpad($1, $2, $3)',
  'spooky_hash_v2_32(varbinary) -> varbinary': spooky,
  'spooky_hash_v2_64(varbinary) -> varbinary': spooky,
  'substr(varbinary, bigint) -> varbinary': 'trino_blob_substr($1, $2, 2147483647)',
  'substr(varbinary, bigint, bigint) -> varbinary': 'trino_blob_substr($1, $2, $3)',
  'to_base32(varbinary) -> varchar': 'trino_to_base32($1)',
  'to_base64(varbinary) -> varchar': 'to_base64($1)',
  'to_base64url(varbinary) -> varchar': 'trino_to_base64url($1)',
  'to_big_endian_32(integer) -> varbinary': 'trino_to_big_endian_32($1)',
  'to_big_endian_64(bigint) -> varbinary': 'trino_to_big_endian_64($1)',
  'to_hex(varbinary) -> varchar': 'to_hex($1)',
  'to_ieee754_32(real) -> varbinary': 'trino_to_ieee754_32($1)',
  'to_ieee754_64(double) -> varbinary': 'trino_to_ieee754_64($1)',
  'to_utf8(varchar(x)) -> varbinary': 'encode($1)',
}
