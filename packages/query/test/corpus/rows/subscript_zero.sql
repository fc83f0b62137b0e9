-- about: A row's subscript 0 is an error
select row(1, 'x')[0]
