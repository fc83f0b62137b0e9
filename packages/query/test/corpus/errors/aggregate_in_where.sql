-- about: An aggregate in WHERE
select app from events where count(*) > 1 group by app
