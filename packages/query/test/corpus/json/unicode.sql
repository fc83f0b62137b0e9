-- about: Letters beyond ASCII and escapes through JSON and back.
select json_format(json_parse('"\u00e9\ud83d\ude00\t\u0000x"')) as a, json_extract_scalar('{"é": "日\n"}', '$.é') as b, json_format(cast('é/"\' as json)) as c, json_format(cast(chr(1) || chr(127) as json)) as d
