-- about: HAVING that is not boolean is an error
select count(*) from (values 1) as t (x) having count(*)
