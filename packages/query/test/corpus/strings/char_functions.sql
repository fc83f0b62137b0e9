-- about: Functions over char(n): length, lower, concat.
select length(cast('ab' as char(4))) as a, lower(cast('AB' as char(4))) as b, cast('a' as char(2)) || cast('b' as char(2)) as c, trim(cast('a' as char(3))) || '|' as d, typeof(cast('a' as char(2)) || cast('b' as char(2)))
