-- about: A cast of an integer to an array
select cast(1 as array(integer))
