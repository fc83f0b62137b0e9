-- about: reduce: texts put together in order
select reduce(array['a', 'b', 'c'], '', (s, x) -> cast(s || x as varchar), s -> s) as x
