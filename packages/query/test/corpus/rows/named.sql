-- about: CAST gives a row's fields names; dereference by name
select cast(row(1, 'x') as row(id integer, name varchar)) as r, cast(row(1, 'x') as row(id integer, name varchar)).name as name
