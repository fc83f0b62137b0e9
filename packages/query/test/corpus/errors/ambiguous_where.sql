-- about: A name that two tables have, in WHERE
select 1 from events as a cross join events as b where app = 'store'
