-- about: json_extract_scalar gives texts of scalars, NULL for arrays and objects.
select p, json_extract_scalar('{"s": "x", "i": 1, "d": 1.50, "e": 1e3, "t": true, "n": null, "o": {}, "a": [], "u": "\u00e9", "z": ""}', p) as v from (values '$.s', '$.i', '$.d', '$.e', '$.t', '$.n', '$.o', '$.a', '$.u', '$.z', '$.x', '$') t(p) order by p
