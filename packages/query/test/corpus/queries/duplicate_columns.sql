-- about: Two columns of one name in the answer
select 1 as x, 2 as x
