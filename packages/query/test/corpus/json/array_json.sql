-- about: json_array of texts read as JSON.
select json_array('' format json, '1 2' format json, '{"a":1,"a":2}' format json, '1.50' format json)
