-- about: url_extract_query as it stands, and empty.
select x, url_extract_query(x) as q from (values 'http://example.com/?a=1&b=2', 'http://example.com/?', 'http://example.com/', 'http://example.com/?a=%20x&b=é', 'http://example.com/?a=1?b=2#f?c=3', null) t(x) order by x
