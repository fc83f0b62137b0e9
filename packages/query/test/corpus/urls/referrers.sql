-- about: Referrer hosts of the lake.
select url_extract_host(referrer_url) as host, url_extract_protocol(referrer_url) as protocol, count(*) as n from events group by 1, 2 order by 3 desc, 1, 2
