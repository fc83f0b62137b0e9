-- about: A JSON path that is none
select json_extract('{}', '$.')
