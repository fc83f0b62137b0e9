-- about: json_exists of a number.
select json_exists(1.5, 'lax $')
