-- about: regexp_extract_all of every match.
select regexp_extract_all('1a 2b 14m', '\d+') as a, regexp_extract_all('1a 2b 14m', '(\d+)([a-z]+)', 2) as b, regexp_extract_all('abc', '\d') as c, regexp_extract_all('', 'a') as d, regexp_extract_all('ab', '') as e, regexp_extract_all('aXbX', '[^X]*') as f
