-- about: set_agg is unknown to Trino 435
select set_agg(x) from (values 1) as t (x)
