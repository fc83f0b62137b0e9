-- about: A function that is not there: charindex.
select charindex('a', 'banana')
