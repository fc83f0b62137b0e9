-- about: decimal without precision is decimal(38,0).
select cast(1.5 as decimal) as a, typeof(cast(1 as decimal)), typeof(cast(1 as decimal(5))), cast(2.5 as decimal) as b, cast(-2.5 as decimal(5)) as c
