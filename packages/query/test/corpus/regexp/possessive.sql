-- about: Possessive and lazy quantifiers.
select regexp_extract('<a><b>', '<.+?>') as a, regexp_extract('<a><b>', '<.+>') as b, regexp_like('aaa', 'a++a') as c, regexp_extract('aaa', 'a{2}') as d, regexp_extract('aaaa', 'a{2,3}?') as e, regexp_like('aaab', '(?>a+)b') as f
