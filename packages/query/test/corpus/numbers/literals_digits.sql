-- about: Underscores, hexadecimal, octal and binary number literals.
select 1_000_000 as a, 0xFF as b, 0o17 as c, 0b101 as d, 1_0.0_1 as e, typeof(0xFFFFFFFFF), typeof(0b1)
