-- about: format of a text as a number.
select format('%d', 'a')
