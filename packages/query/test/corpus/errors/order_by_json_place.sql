-- about: Not to be ordered by: the place in the list, said of the whole query.
select json '1' as x order by 1
