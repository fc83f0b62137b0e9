-- about: json_value with a column as default, in a correlated subquery.
select x, (select max(y + json_value(x, 'lax $.a' returning bigint default k on empty)) from (values 1, 2) u(y)) as m from (values ('{"b":"q"}', 5), ('{"a":2}', 6)) t(x, k) order by x
