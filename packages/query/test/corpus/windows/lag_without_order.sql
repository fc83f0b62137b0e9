-- about: lag without an order in its window is an error
select lag(x) over () as y from (values 1, 2) as t (x)
