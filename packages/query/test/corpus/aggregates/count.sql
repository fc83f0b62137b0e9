-- about: count of rows, of a column, of nothing, distinct
select count(*) as rows, count(x) as present, count(distinct x) as different, count(null) as nulls, count(1) as ones, count() as empty from (values 1, 1, 2, null) as t (x)
