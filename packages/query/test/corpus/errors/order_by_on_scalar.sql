-- about: ORDER BY in a scalar function
select lower('a' order by 1)
