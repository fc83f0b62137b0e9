-- about: regexp_count of the matches.
select regexp_count('1a 2b 14m', '\s*[a-z]+\s*') as a, regexp_count('aaaa', 'aa') as b, regexp_count('abc', '') as c, regexp_count('', 'a') as d, regexp_count(null, 'a') as e, regexp_count('', '') as f
