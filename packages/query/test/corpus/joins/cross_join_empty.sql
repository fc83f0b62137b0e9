-- about: A cross join with nothing
select count(*) as n from (values 1, 2) as a (x) cross join (select 1 as y where false) as b
