-- about: histogram counts each value, NULLs left out
select histogram(x) as h from (values 'a', 'a', 'b', null) as t (x)
