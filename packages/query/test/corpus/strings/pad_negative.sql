-- about: lpad to a negative length is an error.
select lpad('abc', -1, 'x')
