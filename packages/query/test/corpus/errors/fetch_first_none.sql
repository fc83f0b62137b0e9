-- about: FETCH FIRST wants a row at least.
select app from events fetch first 0 rows only
