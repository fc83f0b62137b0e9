-- about: A column beside an aggregate without GROUP BY
select app, count(*) from events
