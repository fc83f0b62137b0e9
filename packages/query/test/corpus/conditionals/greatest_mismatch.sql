-- about: greatest of a number and a text is an error
select greatest(1, 'a')
