-- about: URLs that Java does not parse give NULL in every part.
select x, url_extract_host(x) as h, url_extract_path(x) as p, url_extract_query(x) as q, url_extract_protocol(x) as s from (values 'http://exa mple.com/', 'http://e.com/a b', 'http://e.com/?q=a|b', 'http://e.com/{x}', 'http://e.com/%zz', 'http://e.com/^', ':', 'http://e.com/a\b', 'http://e.com:abc/', '%') t(x) order by x
