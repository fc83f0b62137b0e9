-- about: GROUP BY a text constant
select 'all' as k, count(*) as n from (values 1, 2) as t (x) group by 'all'
