-- about: GROUP BY a row's field
select r.a as a, count(*) as n from (values row(cast(row(1, 2) as row(a integer, b integer))), row(cast(row(1, 3) as row(a integer, b integer)))) as t (r) group by r.a
