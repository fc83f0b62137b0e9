-- about: json_exists in WHERE, with a value passed.
select x from (values '{"a":1}', '{"a":2}') t(x) where json_exists(x, 'lax $ ? (@.a > $M)' passing 1 as m)
