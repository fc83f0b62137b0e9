-- about: real arithmetic is of 24 bits, and shows by its shortest text.
select real '0.1' + real '0.2' as a, real '1' / 3 as b, cast(real '0.1' as double) as c, real '16777216' + 1 as d, real '1e38' * 10 as e, typeof(real '1' / 3)
