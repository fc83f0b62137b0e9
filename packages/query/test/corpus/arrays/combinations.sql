-- about: combinations of n elements
select combinations(array['a', 'b', 'c'], 2) as pairs, combinations(array[1, 2, 3], 3) as one, combinations(array[1, 2], 3) as none,
  combinations(array[1, 2], 0) as zero
