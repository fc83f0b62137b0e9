-- about: json_array and json_object in lambdas.
select transform(array[1,2], x -> json_array(x, x + 1)), transform(array['a','b'], x -> json_object(x: 1))
