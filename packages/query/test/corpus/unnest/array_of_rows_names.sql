-- about: UNNEST of an array of rows takes the fields' names
select * from unnest(cast(array[row(1, 'x'), row(2, 'y')] as array(row(id integer, name varchar)))) as t order by id
