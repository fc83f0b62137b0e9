-- about: == is not an operator of SQL
select 1 == 1
