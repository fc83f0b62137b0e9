-- about: A column beside an aggregate
select app, traffic, count(*) from events group by app
