-- about: json_object WITH UNIQUE KEYS with a key twice.
select json_object('a': 1, 'a':2 with unique keys)
