-- about: What $ and \Z match before a last line break.
select regexp_like(U&'a\000A', 'a$') as a, regexp_like(U&'a\000A', 'a\Z') as b, regexp_like(U&'a\000A', 'a\z') as c, regexp_like(U&'a\000A\000A', 'a$') as d, regexp_like(U&'a\000D\000A', 'a$') as e
