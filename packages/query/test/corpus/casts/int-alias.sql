-- about: int is integer; numeric and dec are decimal; real is not float.
select cast(1 as int) as a, typeof(cast(1 as int)), typeof(cast(1 as dec(5, 2))), typeof(cast(1 as numeric(5, 2))), typeof(cast(1 as double precision))
