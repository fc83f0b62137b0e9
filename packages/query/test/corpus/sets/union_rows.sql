-- about: UNION of arrays, maps and rows
select array[1, null] as a, row(1, 'x') as r union select array[1, null], row(1, 'x')
