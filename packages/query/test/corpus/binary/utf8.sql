-- about: to_utf8 and from_utf8.
select to_utf8('aé日😀') as a, from_utf8(X'61C3A9') as b, to_utf8('') as c, to_utf8(null) as d, typeof(to_utf8('a')), typeof(from_utf8(X'61'))
