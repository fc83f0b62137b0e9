-- about: nullif of a number and a text is an error
select nullif(1, 'a')
