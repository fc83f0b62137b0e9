-- about: A subquery in FROM without LATERAL sees no neighbour
select t.x, l.y from (values 1) as t (x) cross join (select t.x as y) as l
