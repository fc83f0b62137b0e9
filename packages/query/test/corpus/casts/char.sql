-- about: char(n) pads with spaces and compares without them.
select cast('ab' as char(5)) as a, cast('ab' as char(5)) = cast('ab' as char(3)) as b, length(cast('ab' as char(5))) as c, cast('abcdef' as char(3)) as d, cast('ab' as char(5)) || 'x' as e, cast(cast('ab' as char(5)) as varchar) as f, typeof(cast('a' as char)), typeof(cast('a' as char(4)))
