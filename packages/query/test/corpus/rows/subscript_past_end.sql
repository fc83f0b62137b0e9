-- about: A row's subscript past its end is an error
select row(1, 'x')[3]
