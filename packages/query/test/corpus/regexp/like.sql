-- about: regexp_like finds anywhere, with Java's patterns.
select x, regexp_like(x, 'b') as a, regexp_like(x, '^a') as b, regexp_like(x, 'c$') as c, regexp_like(x, '^$') as d, regexp_like(x, '\d+') as e, regexp_like(x, '(?i)B') as f from (values 'abc', 'ABC', '', 'a1', 'ab' || chr(10) || 'c', null) t(x) order by x
