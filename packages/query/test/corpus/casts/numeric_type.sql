-- about: numeric is no type of SQL here.
select cast(1 as numeric(5, 2))
