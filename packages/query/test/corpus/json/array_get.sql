-- about: json_array_get from either end.
select i, json_array_get('["a", [3, 9], null, {"b": 1}]', i) as v from (values -5, -4, -1, 0, 1, 2, 3, 4) t(i) order by i
