-- about: to_base64 and from_base64.
select to_base64(to_utf8('hello')) as a, from_utf8(from_base64('aGVsbG8=')) as b, to_base64(X'') as c, to_base64(X'fbff') as d, from_base64('aGVsbG8') as e, from_base64('') as f
