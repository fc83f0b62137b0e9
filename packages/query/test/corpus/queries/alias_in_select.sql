-- about: An alias in the same select list is an error
select x + 1 as y, y + 1 as z from (values 1) as t (x)
