-- about: json_value RETURNING a type that is none.
select json_value('1', 'lax $' returning foo)
