-- about: contains is of arrays, not of texts.
select contains('abc', 'b')
