-- about: json_object with a key of NULL.
select json_object(cast(null as varchar): 1)
