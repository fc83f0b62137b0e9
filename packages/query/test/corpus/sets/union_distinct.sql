-- about: UNION DISTINCT is UNION
select 1 as x union distinct select 1
