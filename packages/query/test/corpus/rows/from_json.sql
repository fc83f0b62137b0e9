-- about: Rows out of JSON objects and arrays
select cast(json_parse('{"id": 1, "name": "x"}') as row(id integer, name varchar)) as o, cast(json_parse('[1, "x"]') as row(id integer, name varchar)) as a,
  cast(json_parse('{"id": 1}') as row(id integer, name varchar)) as missing
