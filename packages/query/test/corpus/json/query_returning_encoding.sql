-- about: json_query RETURNING varchar in an encoding.
select json_query('1', 'lax $' returning varchar format json encoding utf8)
