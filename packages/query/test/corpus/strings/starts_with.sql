-- about: starts_with, with the empty text and NULL.
select starts_with('abc', 'ab') as a, starts_with('abc', 'b') as b, starts_with('abc', '') as c, starts_with('', 'a') as d, starts_with(null, 'a') as e
