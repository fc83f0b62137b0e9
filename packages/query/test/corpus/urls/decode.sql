-- about: url_decode: plus as space, broken UTF-8.
select x, url_decode(x) as d from (values 'a+b', 'a%20b', '%C3%A9', '%F0%9F%98%80', '%2B', 'é', '', '%41%42', '%C3', null) t(x) order by x
