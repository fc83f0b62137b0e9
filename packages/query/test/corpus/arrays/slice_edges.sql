-- about: slice from before the beginning, past the end, and so long that a bigint overflows
select slice(array[1,2,3],-5,2), slice(array[1,2,3],-3,2), slice(array[1,2,3],4,2), slice(array[1,2,3],-1,5), slice(array[1,2,3],2,9223372036854775807)
