-- about: SELECT with WHERE and no FROM
select 1 as x where 1 = 1
