-- about: keyvalue() of several objects.
select json_query('[{"id":1,"name":[2]},{"x":4}]', 'lax $.keyvalue()' with array wrapper)
