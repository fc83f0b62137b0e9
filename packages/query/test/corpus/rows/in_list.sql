-- about: A row in a list of rows
select (1, 'a') in ((1, 'a'), (2, 'b')) as yes, (1, 'b') in ((1, 'a'), (2, 'b')) as no, (1, null) in ((1, 'a'), (2, 'b')) as unknown, (3, null) in ((1, 'a')) as no_beside_null
