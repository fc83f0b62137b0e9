-- about: float is no type of SQL here.
select cast(1 as float)
