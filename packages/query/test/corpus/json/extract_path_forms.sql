-- about: Paths with quotes, brackets, digits, letters beyond ASCII.
select p, json_extract_scalar('{"a": "1", "é": "2", "a-b": "3", "a b": "4", "1": "5", "a_b": 6, "a:b": 7, "": 8}', p) as v from (values '$.a', '$[a]', '$["a"]', '$.é', '$["é"]', '$["a-b"]', '$["a b"]', '$.1', '$["1"]', '$[1]', '$.a_b', '$.a:b', '$[""]') t(p) order by p
