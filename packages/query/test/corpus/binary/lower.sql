-- about: lower of bytes: a text is wanted.
select lower(X'41')
