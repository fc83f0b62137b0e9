-- about: Types are unified: the wider of each
select 1 as x, 1.5 as y, cast('ab' as varchar(2)) as z union all select cast(2 as bigint), 2.25e0, cast('abc' as varchar(3)) order by x
