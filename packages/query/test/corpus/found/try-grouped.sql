-- about: Grouped by a TRY of a null
select try(cast(null as decimal(18, 4))) as k, count(*) as n from (values 1, 2) as t (a) group by try(cast(null as decimal(18, 4)))
