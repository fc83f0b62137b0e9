-- about: A row of every kind of field, as it is shown
select cast(row(true, 1.50, 1e0, date '2026-01-14', timestamp '2026-01-14 01:02:03.456', 'a, b', array[1, null], map(array['k'], array[2])) as
  row(b boolean, d decimal(5, 2), f double, day date, at timestamp(3), text varchar, list array(integer), m map(varchar, integer))) as r
