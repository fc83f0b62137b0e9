-- about: Bytes that are no letters are said as Java's bytes
select from_base64(to_utf8('é'))
