-- about: There is no arrow operator.
select json '{"a":1}' -> 'a'
