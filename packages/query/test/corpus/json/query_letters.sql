-- about: json_query of letters beyond 16 bits.
select json_query('"😀é"', 'lax $'), json_query('{"😀":"😀é"}', 'lax $'), json_query('{"😀":"😀é"}', 'lax $' returning varbinary)
