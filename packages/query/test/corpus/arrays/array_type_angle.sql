-- about: ARRAY<T>, the older way to write an array's type
select cast(array['1'] as array<integer>) as x
