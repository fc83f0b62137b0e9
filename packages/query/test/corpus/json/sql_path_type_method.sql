-- about: type() of all that there is.
select json_query('[1.5, 1e2, 100, 1.0, "x"]', 'lax $[*].type()' with array wrapper)
