-- about: from_base64 of a text that is none is an error.
select from_base64('a*b=')
