-- about: url_extract_port is NULL when the URL names none.
select x, url_extract_port(x) as p, typeof(url_extract_port(x)) as t from (values 'http://example.com:8080/', 'http://example.com/', 'https://example.com:443/', 'http://example.com:/', 'x', null) t(x) order by x
