-- about: A number and a boolean do not add.
select 1 + true
