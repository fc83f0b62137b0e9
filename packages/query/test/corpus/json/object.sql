-- about: json_object: keys, values, NULLs.
select json_object('a' : 1, 'b' : 'x') as a, json_object(key 'a' value null) as b, json_object('a' : null absent on null) as c, json_object() as d, json_object('t' : true, 'd' : 1.5, 'n' : '[1]' format json) as e
