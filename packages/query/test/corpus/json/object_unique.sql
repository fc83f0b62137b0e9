-- about: json_object WITH and WITHOUT UNIQUE KEYS.
select json_object('a': 1, 'b':2 with unique), json_object('a': 1, 'b':2 without unique keys), json_object('a': 1, 'a':null absent on null with unique keys)
