-- about: url_extract_fragment: decoded, empty or absent.
select x, url_extract_fragment(x) as f from (values 'http://example.com/#top', 'http://example.com/#', 'http://example.com/', 'http://example.com/#a%20b', 'http://example.com/?q#x/y', null) t(x) order by x
