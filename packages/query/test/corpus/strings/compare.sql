-- about: Texts compare by code points, with trailing spaces counted.
select 'a' < 'B' as a, 'Z' < 'a' as b, 'é' > 'z' as c, 'a' = 'a ' as d, 'a' < 'aa' as e, '' < 'a' as f, '10' < '9' as g, 'A' = 'a' as h
