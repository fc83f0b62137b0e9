-- about: SELECT ALL is SELECT
select all x from (values 1, 1) as t (x)
