-- about: lpad and rpad of bytes.
select lpad(X'01', 4, X'ab') as a, rpad(X'01', 4, X'abcd') as b, lpad(X'010203', 2, X'00') as c
