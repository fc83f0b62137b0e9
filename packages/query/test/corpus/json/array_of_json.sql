-- about: json_array of values of type json: they are texts.
select json_array(json '1', json '"x"')
