-- about: url_extract_host: lower and upper case, ports, users, addresses.
select x, url_extract_host(x) as h from (values 'http://Example.COM/a', 'https://example.com:8080/a', 'http://user:pw@example.com/', 'http://[::1]:80/', 'http://127.0.0.1', 'example.com/a', '//example.com/a', 'mailto:a@b.c', 'http://a_b.example.com/', 'http://é.com/', '', 'http:///x', null) t(x) order by x
