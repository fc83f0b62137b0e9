-- about: from_big_endian_32 of too many bytes is an error.
select from_big_endian_32(X'0000000000')
