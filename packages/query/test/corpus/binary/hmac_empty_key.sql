-- about: A key of no bytes
select hmac_sha256(x'61', x'')
