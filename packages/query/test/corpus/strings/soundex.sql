-- about: soundex codes.
select x, soundex(x) as s from (values 'Robert', 'Rupert', 'Tymczak', 'Pfister', 'Honeyman', '') t(x) order by x
