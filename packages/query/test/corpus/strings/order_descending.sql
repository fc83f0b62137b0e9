-- about: Descending, NULL still comes last.
select x from (values 'b', 'A', null, '', '😀', '！') t(x) order by x desc
