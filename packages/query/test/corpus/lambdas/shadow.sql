-- about: A lambda's parameter hides a column of its name
select x, transform(array[1, 2], x -> x * 10) as y from (values 7) as t (x)
