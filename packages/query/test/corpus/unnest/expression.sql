-- about: UNNEST of an expression over a column
select s, part, i from (values 'a/b/c', 'x', '') as t (s) cross join unnest(split(s, '/')) with ordinality as u (part, i) order by s, i
