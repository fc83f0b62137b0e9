-- about: r.* of a row that is a column without its table's name is an error
select r.* from (select cast(row(1, 'x') as row(id integer, name varchar)) as r)
