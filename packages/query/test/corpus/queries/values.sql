-- about: VALUES as a query: its columns' names
values (1, 'a'), (2, null), (3, 'ccc')
