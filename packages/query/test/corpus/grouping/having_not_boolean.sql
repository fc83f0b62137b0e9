-- about: HAVING must be boolean
select count(*) from (values 1) as t (x) having count(*)
