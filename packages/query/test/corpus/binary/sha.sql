-- about: sha1, sha256 and sha512 in hex.
select to_hex(sha1(to_utf8('hello'))) as a, to_hex(sha256(to_utf8('hello'))) as b, to_hex(sha512(to_utf8('hello'))) as c, to_hex(sha256(X'')) as d
