-- about: CASE asks no branch that is not taken
select x, case when x = 0 then null else 10 / x end as y from (values 0, 5) as t (x) order by x
