-- about: Numbers to big-endian bytes and back.
select to_big_endian_32(1) as a, to_big_endian_64(-2) as b, from_big_endian_32(X'ffffffff') as c, from_big_endian_64(X'7fffffffffffffff') as d, typeof(from_big_endian_32(X'00000000')), to_big_endian_32(-1) as e, from_big_endian_64(to_big_endian_64(1234567890123)) as f
