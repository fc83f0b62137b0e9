-- about: UNION of a constant and a column of another precision
select 1.5 as a union select 2.345 union all select 7 order by 1
