-- about: Literals of different lengths
select 'a' as x union all select 'bcd' union all select '' order by x
