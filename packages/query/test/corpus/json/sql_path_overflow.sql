-- about: A sum beyond integer in a path.
select json_value('1', 'lax 2147483647 + $' error on error)
