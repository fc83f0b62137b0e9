-- about: split by a text, with a limit, with empty parts.
select split('a,b,,c', ',') as a, split('a,b,c', ',', 2) as b, split('', ',') as c, split('abc', ',') as d, split(',', ',') as e, split('a.b|c', '.') as f, split('aXXb', 'XX') as g, split(null, ',') as h, split('a,b,c,', ',') as i
