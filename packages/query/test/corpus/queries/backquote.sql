-- about: A name in backquotes is a syntax error
select `x` from (values 1) as t (x)
