-- about: An aggregate in WHERE is an error
select x from (values 1) as t (x) where count(*) > 0
