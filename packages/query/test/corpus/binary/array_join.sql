-- about: Bytes within arrays, maps and rows.
select array[X'01', null, X''] as a, map(array['k'], array[X'ff']) as b, row(X'00', 1) as c
