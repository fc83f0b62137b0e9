-- about: Quoted text with \Q and \E.
select regexp_like('a.c', '\Qa.c\E') as a, regexp_like('abc', '\Qa.c\E') as b, regexp_replace('1+1', '\Q+\E', ' plus ') as c
