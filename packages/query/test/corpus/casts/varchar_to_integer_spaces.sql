-- about: A text with spaces around it as an integer.
select cast(' 1 ' as integer)
