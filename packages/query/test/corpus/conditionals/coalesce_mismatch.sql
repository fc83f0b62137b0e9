-- about: coalesce of a number and a text is an error
select coalesce(1, 'a')
