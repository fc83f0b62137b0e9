-- about: ORDER BY an expression over a set operation's columns
select x from (values 3, -1) as a (x) union all select -5 order by abs(x)
