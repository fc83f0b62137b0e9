-- about: Text literals: quotes, empty text, line breaks, backslashes.
select 'it''s' as a, '' as b, '''' as c, 'a
b' as d, 'tab\t' as e, typeof('abc'), typeof(''), '"q"' as f, '日本 😀' as g, 'a -- b' as h, '/* c */' as i, '?' as j
