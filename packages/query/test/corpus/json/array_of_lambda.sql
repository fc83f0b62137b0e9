-- about: json_array of a lambda.
select json_array(x -> 1)
