-- about: Letters beyond the basic plane are one to the dot.
select regexp_extract('😀a', '^.') = '😀' as a, regexp_like('😀', '^.$') as b, regexp_count('日本語', '.') as c, regexp_replace('é', 'e', 'x') as d, regexp_like('ﬀ', '\x{FB00}') as e, regexp_extract_all('a😀b', '.') as f, regexp_like('é', '\u00e9') as g
