-- about: Decimals are unified: room for both
select cast(1.5 as decimal(5, 2)) as x union all select cast(12.3456 as decimal(10, 4)) order by x
