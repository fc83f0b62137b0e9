-- about: VALUES of an expression that is a row has a column for each of its fields
select * from (values cast(row(1, 'x') as row(id integer, name varchar)), row(2, 'y')) as t order by 1
