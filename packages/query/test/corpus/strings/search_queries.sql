-- about: Searches of the lake, normalised.
select trim(lower(search_query)) as query, length(search_query) as n, count(*) as searches from events where search_query is not null group by 1, 2 order by 3 desc, 1, 2 limit 10
