-- about: json_value in strict mode of an absent key, with ERROR ON ERROR.
select json_value('{"a": 1}', 'strict $.x' error on error)
