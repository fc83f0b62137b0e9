-- about: json_array of an array.
select json_array(array[1])
