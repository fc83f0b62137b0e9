-- about: json_array: values, NULLs.
select json_array(1, 'x', true) as a, json_array(1, null) as b, json_array(1, null null on null) as c, json_array() as d, json_array('[1]' format json, json_array(2)) as e
