-- about: A scalar subquery of several columns is a row
-- open: fails here
select (select 1, 'x') as r
