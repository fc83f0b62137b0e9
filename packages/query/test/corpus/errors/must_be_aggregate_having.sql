-- about: A column in HAVING that is not grouped by
select app from events group by app having traffic = 'human'
