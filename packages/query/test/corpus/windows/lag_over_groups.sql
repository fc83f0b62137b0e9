-- about: lag over groups: change from day to day
select d, n, n - lag(n) over (order by d) as change from (select d, count(*) as n from (values 1, 1, 1, 2, 3, 3) as t (d) group by d) order by d
