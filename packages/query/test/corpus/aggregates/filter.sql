-- about: FILTER of several aggregates; NULL conditions are no
select count(*) filter (where x > 1) as n, sum(x) filter (where x > 1) as s, avg(x) filter (where x is null) as a, count(distinct x) filter (where x < 3) as d,
  max(x) filter (where null) as m from (values 1, 2, 2, 3, null) as t (x)
