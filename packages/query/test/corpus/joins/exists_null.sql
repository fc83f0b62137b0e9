-- about: EXISTS of a row of NULL is true
select exists (select null) as a, exists (select 1 where null) as b
