-- about: regexp_split keeps empty parts.
select regexp_split('1a 2b  14m', '\s') as a, regexp_split('a,b;c', '[,;]') as b, regexp_split('', ',') as c, regexp_split(',a,', ',') as d, regexp_split('abc', '') as e, regexp_split('abc', 'x') as f, regexp_split('a1b2c', '(\d)') as g
