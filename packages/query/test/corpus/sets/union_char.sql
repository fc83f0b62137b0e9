-- about: UNION of varchars of other lengths and of char: spaces
select cast('a' as varchar(5)) as x union select cast('a ' as varchar(5)) order by x
