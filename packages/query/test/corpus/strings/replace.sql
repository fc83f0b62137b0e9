-- about: replace with and without a replacement; of the empty text.
select replace('banana', 'an', 'AN') as a, replace('banana', 'an') as b, replace('abc', '', '-') as c, replace('abc', 'x', 'y') as d, replace('', 'a', 'b') as e, replace('aaa', 'aa', 'b') as f, replace('abc', null, 'x') as g, replace('a.c', '.', '*') as h
