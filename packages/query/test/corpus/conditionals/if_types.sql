-- about: IF takes one type of both
select if(true, 1, 2.5) as a, if(false, 1, cast(2 as bigint)) as b, if(true, null, 'x') as c
