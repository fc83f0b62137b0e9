-- about: RIGHT JOIN
select a.x, b.y from (values 1, 2) as a (x) right outer join (values (1, 'one'), (3, 'three')) as b (x, y) on a.x = b.x order by b.y
