-- about: A scalar subquery of several columns is a row
select (select 1, 'x') as r
