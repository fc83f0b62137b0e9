-- about: json_value with a default of another type.
select json_value('1', 'lax $.a' default 1 on empty)
