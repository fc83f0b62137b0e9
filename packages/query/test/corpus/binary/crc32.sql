-- about: crc32 is a bigint.
select crc32(to_utf8('hello')) as a, crc32(X'') as b, crc32(X'ff') as c, typeof(crc32(X''))
