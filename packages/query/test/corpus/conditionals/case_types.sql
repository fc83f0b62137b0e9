-- about: CASE takes one type of its branches
select case when true then 1 else 2.5 end as decimals, case when false then 1 else 2e0 end as doubles, case when true then 'a' else 'bcd' end as texts, case when true then null else 5 end as n
