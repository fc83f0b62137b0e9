-- about: json_array of a number read as JSON.
select json_array(1 format json)
