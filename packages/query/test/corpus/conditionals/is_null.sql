-- about: IS NULL and IS NOT NULL
select x is null as a, x is not null as b, (x > 1) is null as c from (values 1, null) as t (x) order by 1
