-- about: An aggregate with its own ORDER BY over a window is an error
select array_agg(x order by x) over () from (values 1) as t (x)
