-- about: int is integer; double precision is double.
select cast(1 as int) as a, typeof(cast(1 as int)), typeof(cast(1 as double precision)), cast('7' as int) as b
