-- about: json_array of bytes.
select json_array(x'00')
