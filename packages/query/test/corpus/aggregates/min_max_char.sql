-- about: min and max of char and varbinary
select min(c) as a, max(c) as b, min(v) as d, max(v) as e from (values (cast('b' as char(3)), x'02'), (cast('a' as char(3)), x'0100')) as t (c, v)
