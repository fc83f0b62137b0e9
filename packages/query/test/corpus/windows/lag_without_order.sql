-- about: lag without an order in its window: unordered is allowed
select count(*) as n from (select lag(x) over () as y from (values 1, 2) as t (x))
