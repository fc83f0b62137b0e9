-- about: repeat of a column from around a subquery
select x, a from (values 1, 2) as t (x) cross join lateral (select repeat(x, 3) as a) as u order by x
