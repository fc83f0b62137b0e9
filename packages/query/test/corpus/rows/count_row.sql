-- about: count of a row counts rows that are not NULL, with NULL fields too
select count(r) as n from (values row(cast(row(null, null) as row(a integer, b integer))), row(null)) as t (r)
