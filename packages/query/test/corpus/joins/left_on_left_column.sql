-- about: LEFT JOIN with a condition of the left side
select a.x, b.y from (values 1, 2) as a (x) left join (values (1, 'p'), (2, 'q')) as b (x, y) on a.x = b.x and a.x > 1 order by a.x
