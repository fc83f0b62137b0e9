-- about: LIKE: percent, underscore, escape, NULL
select 'abc' like 'a%' as a, 'abc' like '_b_' as b, 'a%c' like 'a\%c' escape '\' as c, 'abc' like 'A%' as d, null like 'a' as e, 'abc' not like 'b%' as f, '' like '%' as g
