-- about: json_object with a key of a number.
select json_object(1: 1)
