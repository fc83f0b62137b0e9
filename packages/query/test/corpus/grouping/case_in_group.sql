-- about: Groups by CASE, with conditional sums
select case when x < 3 then 'few' else 'many' end as kind, sum(if(x % 2 = 0, x)) as even, sum(case when x % 2 = 1 then 1 else 0 end) as odd
from (values 1, 2, 3, 4, 5) as t (x) group by 1 order by 1
