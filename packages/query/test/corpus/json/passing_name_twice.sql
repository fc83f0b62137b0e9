-- about: PASSING a name twice.
select json_value('"x"', 'lax $x' passing 1 as x, 2 as X)
