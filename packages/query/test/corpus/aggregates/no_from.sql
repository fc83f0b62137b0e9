-- about: An aggregate without FROM
select count(*) as n, sum(3) as s, max('x') as m
