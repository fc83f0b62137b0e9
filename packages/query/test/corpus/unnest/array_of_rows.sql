-- about: UNNEST of an array of rows: a column for each field
select id, name from unnest(cast(array[row(1, 'x'), row(2, null), null] as array(row(id integer, name varchar)))) as t (id, name) order by id
