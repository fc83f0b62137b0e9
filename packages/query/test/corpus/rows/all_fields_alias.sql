-- about: t.r.* with names for its columns
select t.r.* as (a, b) from (select cast(row(1, 'x') as row(id integer, name varchar)) as r) as t
