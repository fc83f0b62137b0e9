-- about: json_query of a varchar in an encoding.
select json_query('1' format json encoding utf16, 'lax $')
