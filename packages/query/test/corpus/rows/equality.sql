-- about: Equality of rows: NULL fields make it unknown where they decide
select row(1, 'a') = row(1, 'a') as yes, row(1, 'a') = row(2, 'a') as no, row(1, null) = row(1, null) as unknown, row(1, null) = row(2, null) as no_beside_null,
  row(1, null) is distinct from row(1, null) as distinct_from, row(1, 2) <> row(1, 3) as differs
