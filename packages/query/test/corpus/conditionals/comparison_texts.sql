-- about: Comparing texts: case, spaces at the end, accents
select 'a' = 'A' as a, 'a' = 'a ' as b, 'a' < 'b' as c, 'a' < 'B' as d, 'é' > 'z' as e, '' < 'a' as f, '10' < '9' as g, cast('a' as char(3)) = 'a' as h
