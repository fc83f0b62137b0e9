-- about: json_query RETURNING integer.
select json_query('1', 'lax $' returning integer)
