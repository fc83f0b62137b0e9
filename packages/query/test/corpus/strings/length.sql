-- about: length counts code points.
select x, length(x) as n from (values '', 'abc', 'é', 'e' || chr(769), '日本語', '😀', '👩‍👩‍👧', 'a ', null) t(x) order by n, x
