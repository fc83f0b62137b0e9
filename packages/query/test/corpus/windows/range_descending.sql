-- about: RANGE frames in descending order
select x, sum(x) over (order by x desc range between 1 preceding and current row) as s from (values 1, 2, 3, 5) as t (x) order by x
