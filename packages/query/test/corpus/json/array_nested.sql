-- about: json_array of what other functions of JSON give.
select json_array(json_object('a': json_array(decimal '2.50')), json_query('[1]', 'lax $'), json_value('[1]', 'lax $'), (json_query('[1]', 'lax $')))
