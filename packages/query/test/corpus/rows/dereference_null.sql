-- about: A field of a NULL row is NULL
select r.id as id, r is null as is_null from (values row(cast(null as row(id integer))), row(cast(row(null) as row(id integer)))) as t (r) order by 2
