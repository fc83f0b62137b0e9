-- about: One byte is too few
select from_base64url(x'00')
