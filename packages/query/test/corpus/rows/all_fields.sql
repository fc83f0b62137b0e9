-- about: r.* makes a column of each of a row's fields
select r.* from (select cast(row(1, 'x') as row(id integer, name varchar)) as r)
