-- about: t.r.* makes a column of each of a row's fields
select t.r.* from (select cast(row(1, 'x') as row(id integer, name varchar)) as r) as t
