-- about: Two columns of one name in a subquery: the name is ambiguous, an error
select x from (select 1 as x, 2 as x)
