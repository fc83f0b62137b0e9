-- about: A table that information_schema does not have
select * from information_schema.nope
