-- about: Patterns from a column.
select x, p, regexp_like(x, p) as l, regexp_extract(x, p) as e, regexp_count(x, p) as n from (values ('abc', 'b'), ('abc', '[a-c]'), ('a.c', '\.'), ('abc', null)) t(x, p) order by x, p
