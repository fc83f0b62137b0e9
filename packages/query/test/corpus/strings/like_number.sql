-- about: LIKE of a number.
-- open: another place
select 1 like '1%'
