-- about: dec is no type of SQL here.
select cast(1 as dec(5, 2))
