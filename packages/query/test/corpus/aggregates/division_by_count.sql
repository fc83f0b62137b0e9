-- about: Division by a count of nothing is an error; nullif helps
select sum(x) / nullif(count(y), 0) as a from (values (1, cast(null as integer))) as t (x, y)
