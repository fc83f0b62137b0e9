-- about: JSON does not sort.
select x from (values json '1', json '2') t(x) order by x
