-- about: a constant aggregate is no constant to IN
select max('a') in (max(x), null) as a, array_join(array_agg(distinct '-7'), '|') in (max(x), cast(null as varchar), '') as b from (values 'b') as t (x)
