-- about: LIKE with a pattern from a column, and NULL patterns.
select x, p, x like p as r from (values ('abc', 'a%'), ('abc', '_b_'), ('abc', null), (null, 'a%'), ('a+c', 'a+c'), ('abc', 'abc%%')) t(x, p) order by x, p
