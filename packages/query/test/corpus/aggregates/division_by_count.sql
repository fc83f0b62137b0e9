-- about: Division by a count of nothing, which nullif makes NULL
select sum(x) / nullif(count(y), 0) as a from (values (1, cast(null as integer))) as t (x, y)
