-- about: A join of an integer and a double, a varchar and a char
select a.x, b.y from (values 1, 2) as a (x) join (values (1e0, 'one'), (2.5e0, 'more')) as b (x, y) on a.x = b.x
