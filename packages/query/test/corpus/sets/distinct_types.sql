-- about: UNION of a varchar and a char
select cast('a' as char(3)) as x union all select 'b' order by x
