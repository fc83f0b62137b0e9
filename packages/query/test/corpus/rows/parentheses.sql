-- about: Several expressions in parentheses are a row
select (1, 'x') as r, (1, (2, 3)) as nested
