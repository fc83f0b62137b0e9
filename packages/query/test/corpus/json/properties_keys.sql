-- about: Keys of the lake's properties.
select k, count(*) as n from events cross join unnest(map_keys(cast(json_parse(properties) as map(varchar, json)))) as t(k) where properties is not null group by k order by n desc, k limit 20
