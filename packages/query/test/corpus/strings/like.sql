-- about: LIKE: percent, underscore, case, the whole text, line breaks, letters beyond ASCII.
select x, x like 'a%' as a, x like '%b' as b, x like 'a_c' as c, x like '' as d, x like '%' as e, x like '_' as f, x not like 'a%' as g, x like '%.%' as h from (values 'abc', 'ABC', 'ab', 'a' || chr(10) || 'c', '', 'é', '😀', 'a.c', null) t(x) order by x
