-- about: json_value in GROUP BY, with a default.
select json_value(x, 'lax $.a' returning integer default 0 on empty) as v, count(*) from (values '{"a":1}', '{}', '{"a":1}', null, 'bad') t(x) group by 1 order by 1
