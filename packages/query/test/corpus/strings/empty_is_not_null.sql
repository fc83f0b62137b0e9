-- about: The empty text is a value, not NULL.
select '' is null as a, length('') as b, '' = '' as c, coalesce('', 'x') as d, nullif('', '') as e, cast(null as varchar) as f, '' as g
