-- about: position is a syntax of its own: with a comma it does not parse.
select position('a', 'banana')
