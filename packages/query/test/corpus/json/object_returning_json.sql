-- about: json_object RETURNING json.
select json_object('a':1 returning json)
