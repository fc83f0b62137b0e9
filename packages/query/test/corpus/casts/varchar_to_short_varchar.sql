-- about: A text cast to a shorter varchar is cut without an error; varchar(n) does not pad.
select cast('abcdef' as varchar(3)) as a, cast('ab' as varchar(5)) as b, length(cast('ab' as varchar(5))) as c, cast('日本語テキスト' as varchar(2)) as d, typeof(cast('abc' as varchar(3)))
