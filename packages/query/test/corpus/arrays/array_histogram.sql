-- about: array_histogram counts an array's elements, its NULLs not
select array_histogram(array[1, 2, 2, null]) as x
