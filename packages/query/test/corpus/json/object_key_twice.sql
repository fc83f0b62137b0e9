-- about: json_object with a key twice.
select json_object('a': 1, 'a':2)
