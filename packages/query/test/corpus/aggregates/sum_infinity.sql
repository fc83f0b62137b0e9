-- about: sum and avg of doubles with infinities and NaN
select sum(x) as a, avg(x) as b, sum(y) as c, count(x) as d from (values (infinity(), infinity()), (1e0, -infinity())) as t (x, y)
