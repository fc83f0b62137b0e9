-- about: lpad and rpad pad with whole code points, and cut.
select lpad('abc', 6, 'xy') as a, rpad('abc', 6, 'xy') as b, lpad('abcdef', 3, 'x') as c, rpad('abcdef', 3, 'x') as d, lpad('', 3, '日') as e, rpad('é', 3, '😀') as f, lpad('a', 0, 'x') as g, lpad(cast(null as varchar), 3, 'x') as h
