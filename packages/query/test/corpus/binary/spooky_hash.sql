-- about: spooky_hash_v2_32 and spooky_hash_v2_64.
-- refused: spooky_hash_v2_32
select to_hex(spooky_hash_v2_32(to_utf8('hello'))) as a, to_hex(spooky_hash_v2_64(to_utf8('hello'))) as b
