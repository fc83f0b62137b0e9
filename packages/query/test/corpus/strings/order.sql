-- about: Texts sort by code points, beyond the basic plane too, NULL last.
select x from (values 'b', 'A', 'a', 'é', '', '😀', '！', 'aa', 'Z', '日', null, ' ') t(x) order by x
