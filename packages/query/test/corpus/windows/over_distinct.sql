-- about: DISTINCT after windows
select distinct k, count(*) over (partition by k) as n from (values 'a', 'a', 'b') as t (k) order by k
