-- about: EXISTS and IN inside OR and CASE
select x, case when exists (select 1 where x > 1) then 'big' else 'small' end as s from (values 1, 2) as t (x) where x in (select 1) or exists (select 1 where x = 2) order by x
