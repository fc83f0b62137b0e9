-- about: LIKE of a number.
select 1 like '1%'
