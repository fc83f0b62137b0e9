-- about: json_object of keys with escapes, beyond ASCII, of char.
select json_object('é':1,'😀':2,'':3,'a"b':4), json_object(cast('a' as char(3)): 1, 'b': cast('a' as char(3)))
