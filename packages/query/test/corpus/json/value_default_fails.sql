-- about: A default of json_value is worked out where it is not needed, too.
select json_value('1', 'lax $' returning integer default 1/0 on empty)
