-- about: Joins in parentheses
select a.x, b.x as bx, c.x as cx from (values 1, 2) as a (x) left join ((values 1, 2) as b (x) join (values 2, 3) as c (x) on b.x = c.x) on a.x = b.x order by a.x
