-- about: An SQL/JSON path over two lines that ends too early.
select json_value('1', 'lax 
$ +')
