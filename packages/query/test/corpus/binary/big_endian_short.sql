-- about: from_big_endian_64 of too few bytes is an error.
select from_big_endian_64(X'00')
