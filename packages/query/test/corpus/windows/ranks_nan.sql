-- about: Windows ordered by doubles with NaN, infinities and NULL
select x, rank() over (order by x) as r, count(*) over (order by x desc) as n from (values 2e0, nan(), infinity(), null, nan(), -infinity()) as t (x) order by x
