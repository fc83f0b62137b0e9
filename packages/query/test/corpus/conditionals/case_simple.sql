-- about: CASE x WHEN: NULL equals nothing
select x, case x when 1 then 'one' when null then 'never' else 'other' end as a from (values 1, 2, null) as t (x) order by x
