-- about: multimap_from_entries: values of one key together
select multimap_from_entries(array[(1, 'x'), (2, 'y'), (1, 'z'), (1, null)]) as x
