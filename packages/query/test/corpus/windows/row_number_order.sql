-- about: ORDER BY in the brackets of row_number.
select row_number(order by x) over () from (values 1) as t (x)
