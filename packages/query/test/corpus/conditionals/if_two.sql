-- about: IF with two arguments: else NULL
select x, if(x > 1, 'yes') as a, if(x is null, 0) as b from (values 1, 2, null) as t (x) order by x
