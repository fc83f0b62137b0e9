-- about: An SQL/JSON path that ends too early.
select json_value('1', 'lax $ +')
