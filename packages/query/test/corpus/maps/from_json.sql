-- about: A map out of JSON text
select cast(json_parse('{"a": 1, "b": null}') as map(varchar, integer)) as x, cast(json_parse('{}') as map(varchar, integer)) as nothing
