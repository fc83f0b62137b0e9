-- about: Subqueries in FROM need no alias
select x from (select 1 as x), (select 2 as y)
