-- about: A name that PASSING does not give.
select json_value('1', 'lax $x' passing 1 as a)
