-- about: CHAR '…' is of its length, VARCHAR '…' of none
select char 'ab ' as a, typeof(char 'ab ') as b, char 'ab' = 'ab  ' as c, typeof(char '👍') as d, length(char 'ab ') as e, typeof(varchar 'ab') as f, char 'ab ' || 'x' as g, coalesce(char 'ab', 'abc') as h, typeof(char '') as i, char 'b' in ('a', 'b') as j, upper(char 'a') as k
