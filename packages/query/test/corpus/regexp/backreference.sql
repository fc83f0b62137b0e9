-- about: A back reference in the pattern.
select regexp_like('abab', '(ab)\1') as a, regexp_extract('hello', '(.)\1') as b, regexp_extract_all('aabbcd', '(.)\1') as c
