-- about: regexp_replace of every match, with and without a replacement.
select regexp_replace('1a 2b 14m', '\d+[ab] ') as a, regexp_replace('1a 2b 14m', '(\d+)([ab]) ', '3c$2 ') as b, regexp_replace('abc', 'x', 'y') as c, regexp_replace('', '^', 'x') as d, regexp_replace('abc', '', '-') as e, regexp_replace('a.b', '\.', '$0$0') as f, regexp_replace(null, 'a', 'b') as g
