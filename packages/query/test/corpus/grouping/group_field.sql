-- about: GROUP BY a row's field
select r.a as a, count(*) as n from (values cast(row(1, 2) as row(a integer, b integer)), cast(row(1, 3) as row(a integer, b integer))) as t (r) group by r.a
