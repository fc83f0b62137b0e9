-- about: CASE WHEN: the first that is true, else NULL
select x, case when x > 2 then 'big' when x > 1 then 'some' end as a, case when x is null then 'none' else 'is' end as b from (values 1, 2, 3, null) as t (x) order by x
