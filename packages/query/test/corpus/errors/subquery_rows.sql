-- about: A scalar subquery of several rows of a table
select (select app from events where received_date between '2026-01-01' and '2026-02-28')
