-- about: A join of texts with spaces at the end
select a.x, b.y from (values 'a', 'a ') as a (x) join (values 'a') as b (y) on a.x = b.y
