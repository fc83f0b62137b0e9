-- about: The type of each number literal: integer, bigint, decimal by its digits, double only with an exponent.
select 1 as a, -1 as b, 2147483647 as c, 2147483648 as d, -2147483648 as e, 9223372036854775807 as f, 1.5 as g, 001.50 as h, .5 as i, 5. as j, 1e0 as k, 1.5E-3 as l, 123456789012345678901234567890.12345678 as m,
  typeof(1), typeof(2147483648), typeof(-2147483648), typeof(1.5), typeof(001.50), typeof(.5), typeof(5.), typeof(1e0), typeof(0.0)
