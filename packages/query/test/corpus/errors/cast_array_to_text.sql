-- about: A cast of an array to varchar
select cast(array[1] as varchar)
