-- about: json_extract by paths: keys, subscripts, quoted keys, absent ones.
select p, json_extract(json '{"a": {"b": [1, {"c": "x"}, null]}, "d e": 5, "f.g": 6, "n": null}', p) as v from (values '$', '$.a', '$.a.b', '$.a.b[0]', '$.a.b[1].c', '$.a.b[2]', '$.a.b[3]', '$.x', '$["d e"]', '$["f.g"]', '$.n', '$.n.x', '$.a.b[1]["c"]') t(p) order by p
