-- about: Destinations of short links, their hosts and queries.
select url_extract_host(destination_url) as host, url_extract_query(destination_url) is not null as query, count(distinct short_code) as links from events where destination_url is not null group by 1, 2 order by 1, 2
