-- about: INTERSECT and EXCEPT of NaN
select (select count(*) from (select nan() intersect select nan())) as a, (select count(*) from (select nan() except select nan())) as b
