-- about: iif is unknown to Trino
select iif(true, 1, 2)
