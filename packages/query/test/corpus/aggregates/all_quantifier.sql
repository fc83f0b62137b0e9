-- about: ALL in an aggregate changes nothing
select count(all x) as n, sum(all x) as s from (values 1, 1, null) as t (x)
