-- about: xxhash64 gives eight bytes.
select to_hex(xxhash64(to_utf8('hello'))) as a, to_hex(xxhash64(X'')) as b, to_hex(xxhash64(to_utf8('a longer text of more than thirty-two bytes, in fact'))) as c
