-- about: DATE and TIMESTAMP are unified
select date '2026-01-14' as x union all select timestamp '2026-01-15 01:02:03' order by x
