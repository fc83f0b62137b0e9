-- about: HAVING knows no alias.
select app, count(*) as cnt from events group by app having cnt > 1
