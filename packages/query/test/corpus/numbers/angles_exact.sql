-- about: Angles, logarithms and roots to their last digit
select atan2(3e0, x) a, atan2(x, 3e0) b, asin(x / 23) c, acos(x / 23) d, atan(x) e, sinh(x / 9) f, cosh(x / 7) g, tanh(x / 11) h, cbrt(x) i, log2(x) j from (select cast(n as double) * 0.373e0 x from unnest(sequence(1, 60)) t(n)) order by x
