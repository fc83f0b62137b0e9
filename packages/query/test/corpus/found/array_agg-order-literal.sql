-- about: An aggregate ordered by a literal first.
select array_agg(x order by '3.50', x) as a from (values 2, 1) as t (x)
