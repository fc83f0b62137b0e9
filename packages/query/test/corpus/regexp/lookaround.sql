-- about: Lookahead and lookbehind, which RE2 does not have.
select regexp_extract('price: 42 USD', '\d+(?= USD)') as a, regexp_extract('price: 42', '(?<=price: )\d+') as b, regexp_like('foobar', 'foo(?!bar)') as c, regexp_replace('a1b2', '(?<!a)\d', '#') as d
