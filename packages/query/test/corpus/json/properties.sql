-- about: Properties of the lake's events by path.
select json_extract_scalar(properties, '$.source') as source, json_array_length(json_extract(properties, '$.tags')) as tags, count(*) as n from events where properties is not null group by 1, 2 order by 3 desc, 1, 2 limit 10
