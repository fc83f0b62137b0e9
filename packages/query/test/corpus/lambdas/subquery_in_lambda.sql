-- about: A subquery in a lambda is an error
select transform(array[1, 2], x -> (select max(n) from (values 1) as t (n)))
