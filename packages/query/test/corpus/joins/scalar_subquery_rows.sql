-- about: A scalar subquery of several rows is an error
select (select x from (values 1, 2) as t (x))
