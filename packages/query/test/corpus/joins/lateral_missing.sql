-- about: A subquery in FROM without LATERAL that asks its neighbour is an error
select t.x, l.y from (values 1) as t (x) cross join (select t.x as y) as l
