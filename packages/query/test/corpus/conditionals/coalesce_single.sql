-- about: coalesce of one argument is an error
select coalesce(1)
