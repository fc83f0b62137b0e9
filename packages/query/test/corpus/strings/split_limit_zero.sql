-- about: split with a limit of zero is an error.
select split('a,b', ',', 0)
