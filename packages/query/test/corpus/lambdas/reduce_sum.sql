-- about: reduce: a sum, a sum with NULLs
select reduce(array[5, 20, 50], 0, (s, x) -> s + x, s -> s) as total, reduce(array[5, null], 0, (s, x) -> s + x, s -> s) as with_null,
  reduce(array[5, null], 0, (s, x) -> s + coalesce(x, 0), s -> s) as without, reduce(array[], 7, (s, x) -> s + x, s -> s * 2) as nothing
