-- about: LIKE with an escape letter; without one the backslash is itself.
select '100%' like '100\%' escape '\' as a, '1000' like '100\%' escape '\' as b, 'a_b' like 'a#_b' escape '#' as c, 'axb' like 'a#_b' escape '#' as d, 'a\b' like 'a\b' as e, 'a%b' like 'a%%b' as f, '#' like '##' escape '#' as g, 'a\%' like 'a\%' as h
