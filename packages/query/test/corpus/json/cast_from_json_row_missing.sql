-- about: A JSON object as a row: missing fields are NULL, further ones are left out, names match in any case.
select cast(json '{"A": 1, "z": 9}' as row(a integer, b varchar)) as a, cast(json '{}' as row(a integer)) as b
