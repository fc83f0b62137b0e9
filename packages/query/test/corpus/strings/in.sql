-- about: IN over texts, with NULL.
select x, x in ('a', 'b') as a, x not in ('a', null) as b from (values 'a', 'c', null, '') t(x) order by x
