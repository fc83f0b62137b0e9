-- about: regexp_extract of the whole match and of groups; NULL when nothing matches.
select x, regexp_extract(x, '(\d+)-(\w+)') as a, regexp_extract(x, '(\d+)-(\w+)', 1) as b, regexp_extract(x, '(\d+)-(\w+)', 2) as c, regexp_extract(x, '(\d+)-(\w+)', 0) as d from (values '12-ab 34-cd', 'none', '', null) t(x) order by x
