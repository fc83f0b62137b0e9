-- about: md5 of bytes, in hex.
select md5(to_utf8('hello')) as a, lower(to_hex(md5(to_utf8('')))) as b, length(md5(X'00')) as c, md5(null) as d, typeof(md5(X''))
