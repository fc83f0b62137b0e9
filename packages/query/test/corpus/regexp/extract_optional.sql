-- about: A group that takes no part in the match is NULL, one that matches nothing is empty.
select regexp_extract('ac', 'a(b)?c', 1) is null as a, regexp_extract('ac', 'a(b*)c', 1) as b, regexp_extract_all('ac abc', 'a(b)?c', 1) as c, regexp_extract('b', '(a)|(b)', 1) is null as d
