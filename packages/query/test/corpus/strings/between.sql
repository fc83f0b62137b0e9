-- about: BETWEEN over texts.
select x, x between 'a' and 'c' as b from (values 'a', 'b', 'c', 'ca', 'B', null) t(x) order by x
