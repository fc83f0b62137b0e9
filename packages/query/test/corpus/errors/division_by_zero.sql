-- about: Division by zero
select 1 / 0
