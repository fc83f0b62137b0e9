-- about: A scalar function over a window is an error
select lower(x) over () from (values 'a') as t (x)
