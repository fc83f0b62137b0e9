-- about: How array_sort orders the two zeros.
select array_sort(array[-0e0, 0e0]) as a
