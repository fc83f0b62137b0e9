-- about: FILTER by what is not boolean is an error
select count(*) filter (where x) from (values 1) as t (x)
