-- about: json_object WITH UNIQUE KEYS of a text read as JSON.
select json_object('a': '[1]' format json with unique keys)
