-- about: to_hex is upper case; from_hex takes either case, of texts and of bytes.
select to_hex(X'00abff') as a, from_hex('00abFF') as b, to_hex(to_utf8('é')) as c, from_hex('') as d, to_hex(X'') as e, from_hex(null) as f, from_hex(to_utf8('4142')) as g
