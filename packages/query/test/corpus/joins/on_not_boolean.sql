-- about: ON that is not boolean is an error
select * from (values 1) as a (x) join (values 1) as b (y) on a.x
