-- about: Hosts, paths and campaigns of the lake's pages, by the functions and by the columns.
select url_extract_host(page_url) as host, url_extract_path(page_url) as path, url_extract_parameter(page_url, 'utm_source') as source, count(*) as n, count(utm_source) as known from events where page_url is not null group by 1, 2, 3 order by 4 desc, 1, 2, 3 limit 20
