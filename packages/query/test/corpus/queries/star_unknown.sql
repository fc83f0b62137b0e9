-- about: Star of a table that is not there is an error
select u.* from (values 1) as t (x)
