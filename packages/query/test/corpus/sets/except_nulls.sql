-- about: EXCEPT of rows with NULLs
select a, b from (values (1, null), (null, null)) as t (a, b) except select 1, null
