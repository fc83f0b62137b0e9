-- about: length, substr and reverse of bytes count bytes.
select length(X'00ff61') as a, length(to_utf8('é')) as b, substr(X'0102030405', 2) as c, substr(X'0102030405', 2, 2) as d, substr(X'0102030405', -2) as e, reverse(X'010203') as f, substr(X'01', 5) as g
