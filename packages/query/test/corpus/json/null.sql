-- about: JSON null is not SQL NULL.
select json 'null' is null as a, json_extract('{"a":null}', '$.a') is null as b, json_extract_scalar('{"a":null}', '$.a') is null as c, cast(json 'null' as varchar) is null as d, json_parse(null) is null as e, coalesce(json 'null', json '1') as f
