-- about: LAG by a distance that is a column
select x, lag(y, x) over (order by x), lag(y, x, 'd') over (order by x) from (values (1,'a'),(2,'b'),(3,'c')) t(x,y) order by x
