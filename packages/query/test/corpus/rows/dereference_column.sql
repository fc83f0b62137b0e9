-- about: A field of a row that is a column, with and without the table's name
select r.id, t.r.name as n, r.nested.x as x from (
  select cast(row(7, 'seven', row(true)) as row(id integer, name varchar, nested row(x boolean))) as r) as t
