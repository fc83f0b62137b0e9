-- about: A quoted alias is found by any case
select total, "TOTAL" as t from (select 5 as "Total")
