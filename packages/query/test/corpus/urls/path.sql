-- about: url_extract_path: escapes decoded, empty paths.
select x, url_extract_path(x) as p from (values 'http://example.com', 'http://example.com/', 'http://example.com/a%20b/c', 'http://example.com/a/b?q=1#f', 'http://example.com/a b', '/only/path', 'mailto:a@b.c', 'http://example.com/é', 'http://example.com/%C3%A9', '', null) t(x) order by x
