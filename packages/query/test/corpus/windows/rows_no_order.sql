-- about: ROWS frames without an order over the whole
select count(*) over (rows between unbounded preceding and unbounded following) as n from (values 1, 2) as t (x)
