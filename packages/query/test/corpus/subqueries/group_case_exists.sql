-- about: GROUP BY the place of a CASE by EXISTS
select case when exists (select 1 from (values 1) as u (x) where u.x = t.a) then 'y' else 'n' end as m, count(*) from (values 1, 2, 2) as t (a) group by 1 order by 1
