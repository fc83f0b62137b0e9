-- about: Properties of the lake's events by path: numbers, texts and absent keys.
select event_type, json_extract_scalar(properties, '$.status') as status, cast(json_extract(properties, '$.results') as integer) as results, json_extract(properties, '$.placement') as placement, count(*) as n
from events where properties is not null group by 1, 2, 3, 4 order by 5 desc, 1, 2, 3, json_format(json_extract(properties, '$.placement')) limit 15
