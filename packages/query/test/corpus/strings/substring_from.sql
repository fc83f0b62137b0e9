-- about: SUBSTRING with FROM and FOR.
select substring('hello' from 2) as a, substring('hello' from 2 for 3) as b, substring('日本語テキスト' from 3 for 2) as c, substring('hello' from -3 for 2) as d, substr('hello', 2, 0) as e, substr('hello', 2, -1) as f, substr('a😀b', 2, 1) as g
