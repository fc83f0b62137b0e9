-- about: array_sort with a comparator by length keeps equals in their order
select array_sort(array['bc', 'ab', 'dc', 'x', ''], (x, y) -> if(length(x) < length(y), -1, if(length(x) = length(y), 0, 1))) as x
