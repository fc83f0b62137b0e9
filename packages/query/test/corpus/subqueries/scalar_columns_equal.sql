-- about: A subquery of several columns compared with a row
select (select 1, 'x') = row(1, 'x') as x
