-- about: json_parse of the empty text is an error.
select json_parse('')
