-- about: Patterns over the lake: product pages by number.
select regexp_extract(page_path, '^/([^/]*)', 1) as section, regexp_like(page_path, '^/[a-z]+/[^/]+$') as item, count(*) as n from events where page_path is not null group by 1, 2 order by 1, 2
