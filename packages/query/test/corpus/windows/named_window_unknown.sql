-- about: A window that nobody named is an error
select sum(x) over w from (values 1) as t (x)
