-- about: a NULL in a list of constants, and what is asked of a column, are not forgotten
select x in ('a', null) as c, 1.5 in (y, 1.5, 2.5) as f, 'a' in ('b', null) as h, 'B' in (x, upper('b'), 'c') as i, 1 in (y, try(cast('a' as integer))) as j from (values ('b', 2)) as t (x, y)
