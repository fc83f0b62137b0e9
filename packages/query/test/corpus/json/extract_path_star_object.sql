-- about: A path with a star over an object is an error.
select json_extract('{"a": {"x": 1, "y": 2}}', '$.a.*') as b
