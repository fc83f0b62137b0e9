-- about: IS DISTINCT without FROM
select 1 is distinct 2
