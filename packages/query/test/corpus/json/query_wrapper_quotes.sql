-- about: json_query with a wrapper and quotes.
select json_query('"a"', 'lax $' with wrapper omit quotes)
