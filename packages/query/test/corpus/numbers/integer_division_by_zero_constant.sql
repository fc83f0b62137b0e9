-- about: A constant division by zero is the same error as one over rows.
select 1 / 0
