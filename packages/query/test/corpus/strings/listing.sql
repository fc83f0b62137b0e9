-- about: Strings of the lake: hosts' parts, path depth, first letters.
select page_host, cardinality(split(page_path, '/')) as depth, upper(substr(page_host, 1, 1)) || substr(page_host, 2) as title, count(*) as n from events where page_host is not null group by 1, 2, 3 order by 1, 2, 3
