-- about: murmur3 gives sixteen bytes.
select to_hex(murmur3(to_utf8('hello'))) as a, to_hex(murmur3(X'')) as b
