-- about: A name of PASSING without quotes is in capitals.
select json_value('1', 'lax $x' passing 1 as x)
