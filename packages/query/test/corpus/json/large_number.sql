-- about: Integers beyond bigint and long decimals through json_extract_scalar.
select json_extract_scalar('{"a": 123456789012345678901234567890}', '$.a') as a, json_extract_scalar('{"a": 0.1000000000000000055511151231257827}', '$.a') as b, json_extract('{"a": 1.0}', '$.a') as c, json_extract_scalar('[1E+2]', '$[0]') as d
