-- about: bit_count of a number that does not fit the bits is an error.
select bit_count(300, 8)
