-- about: A type that is not there
select cast(1 as text)
