-- about: GROUP BY the place of a number that is worked out before
select ceiling(-13) as k, count(*) as n from (values 1, 2) as t (x) group by 1
