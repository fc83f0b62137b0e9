-- about: regexp_replace with a function of the groups.
select regexp_replace('new york', '(\w)(\w*)', x -> upper(x[1]) || lower(x[2])) as a, regexp_replace('a1b22', '(\d+)', x -> '<' || x[1] || '>') as b, regexp_replace('abc', '(x)', x -> 'y') as c
