-- about: json_value with a path that has a name.
select json_value('5', 'lax $' as p)
