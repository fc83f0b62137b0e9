-- about: Hive's string is no type of SQL here.
select cast(1 as string)
