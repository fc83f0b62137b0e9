-- about: A cast that no types allow names both.
select cast(array[1] as integer)
