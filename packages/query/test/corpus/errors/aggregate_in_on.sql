-- about: An aggregate in ON
select 1 from (values 1) as a (x) join (values 1) as b (y) on max(a.x) = b.y
