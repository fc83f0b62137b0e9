-- about: Alternation takes the first that matches, not the longest.
select regexp_extract('abcd', 'ab|abcd') as a, regexp_extract('foobar', '(foo|foob)(ar|bar)', 2) as b, regexp_extract('x', 'y|') as c
