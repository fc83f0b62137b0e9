-- about: IF with three arguments
select x, if(x > 1, 'yes', 'no') as a from (values 1, 2, null) as t (x) order by x
