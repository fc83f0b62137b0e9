-- about: DISTINCT in an aggregate over a window is an error
select count(distinct x) over () from (values 1) as t (x)
