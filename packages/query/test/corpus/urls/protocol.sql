-- about: url_extract_protocol in the case it came.
select x, url_extract_protocol(x) as p from (values 'http://example.com', 'HTTPS://example.com', 'ftp://x/y', 'mailto:a@b.c', 'example.com', '//example.com', '', null) t(x) order by x
