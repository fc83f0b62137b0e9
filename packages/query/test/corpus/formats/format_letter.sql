-- about: format of a text as a letter.
select format('%c', 'x')
