-- about: A cast to a type that does not exist.
select cast(1 as text)
