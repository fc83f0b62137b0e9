-- about: LIKE over user agents of the lake.
select user_agent like '%Mozilla%' as mozilla, lower(user_agent) like '%bot%' as bot, traffic, count(*) as n from events group by 1, 2, 3 order by 1, 2, 3
