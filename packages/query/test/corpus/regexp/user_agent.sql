-- about: Patterns over user agents of the lake.
select regexp_extract(user_agent, '(Chrome|Firefox|Safari|bot)/?(\d+)?', 1) as name, count(*) as n from events group by 1 order by 1
