-- about: what TRY gives is no constant to IN
select 1 in (x, try_cast('a' as integer)) as a, 1 in (x, try(cast('a' as integer))) as b, 1 in (x, case when true then null else 3 end) as c from (values 5) as t (x)
