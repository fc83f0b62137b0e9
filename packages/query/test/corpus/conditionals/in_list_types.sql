-- about: IN takes one type of all
select 1 in (1.0, 2e0) as a, 'a' in ('b', 'a') as b, cast(1 as bigint) in (1, 2) as c, 2.5 in (1, 2) as d
