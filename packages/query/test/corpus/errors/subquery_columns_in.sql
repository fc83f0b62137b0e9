-- about: IN of a subquery of two columns
select 1 in (select 1, 2)
