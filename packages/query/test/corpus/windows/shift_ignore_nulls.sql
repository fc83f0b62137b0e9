-- about: LAG and LEAD over NULLs, with a distance and something else where there is none
select x, lag(y, 2, 'd') ignore nulls over (order by x), lead(y, 3, 'z') ignore nulls over (order by x) from (values (1,'a'),(2,null),(3,'c'),(4,null),(5,'e'),(6,'f')) t(x,y) order by x
