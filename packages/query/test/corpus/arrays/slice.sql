-- about: slice: from a place, so many; negative from the end; past the end is empty
select slice(array[1, 2, 3, 4], 2, 2) as middle, slice(array[1, 2, 3, 4], -2, 2) as ending, slice(array[1, 2, 3], 3, 9) as clipped,
  slice(array[1, 2], 5, 1) as past, slice(array[1, 2], 1, 0) as none
