-- about: A row in a subquery of more columns is an error
select (1, 2) in (select 1, 2, 3) as x
