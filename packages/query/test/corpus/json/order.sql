-- about: JSON does not sort.
-- open: another place
select x from (values json '1', json '2') t(x) order by x
