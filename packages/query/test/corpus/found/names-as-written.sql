-- about: Columns are named as they are written, and found whatever the case
select MiXed, x.MIXED, x.*, 1 as "A b" from (select 1 as Mixed) as X
