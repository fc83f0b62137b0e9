-- about: || of an array and a NULL element that has a type
select array[1] || cast(null as integer) as x
