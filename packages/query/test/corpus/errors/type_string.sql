-- about: STRING is Hive's: Trino's is varchar
select cast(1 as string)
