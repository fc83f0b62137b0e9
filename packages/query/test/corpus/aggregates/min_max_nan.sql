-- about: min and max of doubles with NaN, wherever it stands
select max(x) as a, min(x) as b from (values nan(), 1e0, 2e0) as t (x)
union all select max(x), min(x) from (values 1e0, 2e0, nan()) as t (x)
union all select max(x), min(x) from (values nan(), cast(null as double)) as t (x)
order by a
