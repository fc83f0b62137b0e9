-- about: ANY of nothing is false, ALL of nothing is true
select 1 = any (select 1 where false) as a, 1 > all (select 1 where false) as b, cast(null as integer) = any (select 1 where false) as c
