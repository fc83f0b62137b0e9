-- about: DISTINCT days in a zone, in order
select distinct date_trunc('day', occurred_at at time zone 'Asia/Kolkata') d, app, 1 as one from events order by d desc, app
