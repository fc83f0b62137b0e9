-- about: Paths without the dollar, with quotes of either kind, with letters beyond ASCII.
select json_extract_scalar('{"a": "1", "é": "2", "a-b": "3", "a b": "4", "1": "5"}', p) as v, p from (values '$.a', '$[a]', '$["a"]', '$.é', '$.a-b', '$["a-b"]', '$.1', '$["1"]') t(p) order by p
