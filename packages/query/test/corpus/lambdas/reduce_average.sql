-- about: reduce with a state that is a row, and an end
select reduce(array[5, 20, 50], cast(row(0.0, 0) as row(sum double, count integer)),
  (s, x) -> cast(row(x + s.sum, s.count + 1) as row(sum double, count integer)), s -> if(s.count = 0, null, s.sum / s.count)) as x
