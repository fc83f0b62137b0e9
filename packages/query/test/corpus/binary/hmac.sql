-- about: hmac of md5, sha1, sha256 and sha512.
select to_hex(hmac_md5(to_utf8('data'), to_utf8('key'))) as a, to_hex(hmac_sha1(to_utf8('data'), to_utf8('key'))) as b, to_hex(hmac_sha256(to_utf8('data'), to_utf8('key'))) as c, to_hex(hmac_sha512(to_utf8('data'), to_utf8('key'))) as d
