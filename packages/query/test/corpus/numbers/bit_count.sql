-- about: bit_count counts the bits of two's complement.
select bit_count(9, 64) as a, bit_count(9, 8) as b, bit_count(-7, 64) as c, bit_count(-7, 8) as d, bit_count(0, 64) as e
