-- about: count(DISTINCT *) is an error
select count(distinct *) from (values 1) as t (x)
