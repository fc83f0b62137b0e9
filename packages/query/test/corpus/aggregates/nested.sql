-- about: An aggregate of an aggregate is an error
select sum(count(*)) from (values 1) as t (x)
