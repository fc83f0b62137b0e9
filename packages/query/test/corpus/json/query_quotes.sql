-- about: json_query: quotes.
select json_query('"a"', 'lax $' keep quotes), json_query('"a"', 'lax $' omit quotes on scalar string), json_query('"a"', 'lax $' without array wrapper omit quotes), json_query('["a"]', 'lax $' omit quotes)
