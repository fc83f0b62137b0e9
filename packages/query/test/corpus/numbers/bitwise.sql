-- about: bitwise_and, or, xor and not over signed numbers.
select bitwise_and(19, 25) as a, bitwise_or(19, 25) as b, bitwise_xor(19, 25) as c, bitwise_not(19) as d, bitwise_and(-1, 255) as e, bitwise_not(-12) as f, bitwise_or(-8, 3) as g, bitwise_xor(null, 1) as h, typeof(bitwise_and(1, 1)), typeof(bitwise_and(bigint '1', 1))
